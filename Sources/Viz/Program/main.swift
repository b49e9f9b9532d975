import Viz

Program.main()
