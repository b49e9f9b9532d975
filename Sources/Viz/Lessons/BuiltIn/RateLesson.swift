extension BuiltInLesson {
  /// The learning rate: too small, good, overshooting, diverging.
  static let rate = BuiltInLesson(
    "rate",
    english: #"""
      ---
      title: The learning rate
      language: en
      preset: plane
      options: --model "Linear(2, 1)" --batch all --samples 16 --split 1 --data-seed 108 --seed 1 --lr 0.00001
      ---

      ## Too small
      look: overview
      Two weights and a bias learn 16 points. A step is θ ← θ − lr⋅g; the learning rate lr is 0.00001, or 1e−5.
      predict: The loss is 2.12. Where is it after 20 steps?
      - [ ] near 0
      - [ ] at half of that
      - [x] about where it was
      because: It has lost less than a hundredth. Every step goes down, but at so small a rate hardly anything moves.
      expect: lr = 0.00001
      expect: loss > 2.12
      expect: loss < 2.13
      run: 20
      expect: loss < first loss
      expect: loss > 2.1034

      ## A preview
      look: overview
      keys: home + + + +
      We go back to the start and raise lr by +. Bottom right: how one step would change the loss, at each rate. The dot is ours.
      predict: At which rate does the loss fall most?
      - [ ] at the left end
      - [x] at the bottom of the dip
      - [ ] at the right end
      because: Below 0 the loss falls, above it grows. The dip has its bottom near 0.05, so we go there.
      expect: step = 0
      expect: lr = 0.0002
      keys: + + + + + + +
      expect: lr = 0.05

      ## Good
      look: overview
      predict: One step at 0.05, from 2.12. Where does it lead?
      - [ ] to about 2
      - [ ] to about 1
      - [x] to about 0.03
      because: Nearly to the bottom: at 0.05, one step is about as long as the way there.
      keys: s
      expect: step = 1
      expect: loss ~ 0.0312

      ## Too far
      look: explain 0.weight[0][0]
      keys: home +
      From the start again, at 0.1: twice as far as to the bottom. This step goes through the valley and up the other side.
      predict: Where does the step after that go?
      - [ ] farther to the left
      - [x] back to the right
      - [ ] nowhere: it has arrived
      because: There the slope has the other sign. The weight jumps to and fro across the valley, and the loss falls slowly.
      expect: step = 0
      expect: lr = 0.1
      expect: gradient 0.weight[0][0] > 0
      keys: s
      expect: gradient 0.weight[0][0] < 0
      keys: s
      expect: gradient 0.weight[0][0] > 0
      keys: 1
      run: 8
      expect: loss < 0.4
      expect: loss > 0.3

      ## Much too far
      look: explain 0.weight[0][0]
      keys: home +
      Once more from the start, at 0.2: so far up the other side that the curve is higher and steeper than here.
      predict: How long is the step after it?
      - [ ] shorter
      - [ ] as long
      - [x] longer
      because: A step is lr⋅g long. Where it is steeper, g is larger: the step is longer and ends higher still.
      expect: step = 0
      expect: lr = 0.2
      expect: gradient 0.weight[0][0] < 5
      keys: s
      expect: gradient 0.weight[0][0] < -10
      expect: loss > 16
      keys: s
      expect: gradient 0.weight[0][0] > 30
      expect: loss > 130

      ## It explodes
      look: overview
      predict: What becomes of the loss, if we go on like that?
      - [ ] it turns and falls
      - [ ] it stays at some height
      - [x] it grows until it is no number
      because: Each step makes it about eight times as large. After 42 steps it is too large for float32: the run stops.
      expect: fault = none
      expect: loss < 140
      keys: s
      expect: loss > 1030
      expect: loss < 1060
      until: fault != none
      expect: step = 42
      expect: loss > 3.5e38

      ## Six rates
      look: overview
      keys: home - - - 5 l l down
      A race: six rates, the same start, the same points.
      predict: Which loss is lowest after 20 steps?
      - [ ] at 0.0002, the smallest
      - [x] at 0.06, the last but one
      - [ ] at 0.2, the largest
      because: Small rates lag, 0.2 explodes. Fastest is a rate not far below the limit, which lies between 0.1 and 0.2 here.
      expect: lr = 0.02
      expect: lane 5 = lane 6
      run: 20
      expect: lane 5 < lane 4
      expect: lane 4 < lane 3
      expect: lane 3 < lane 2
      expect: lane 2 < lane 1
      expect: lane 6 > 1000000

      ## Yours
      look: race
      free: ◀ ▶ choose a lane, + − change its rate, r restarts the race, s takes a step. Find a rate that jumps to and fro and still comes down.
      """#,
    chinese: #"""
      ---
      title: 学习率
      language: zh
      preset: plane
      options: --model "Linear(2, 1)" --batch all --samples 16 --split 1 --data-seed 108 --seed 1 --lr 0.00001
      ---

      ## 太小
      look: overview
      两个权重和一个偏置要拟合 16 个点。一步是 θ ← θ − lr⋅g，学习率 lr 现在是 0.00001，即 1e−5。
      predict: 损失是 2.12。走 20 步之后呢？
      - [ ] 接近 0
      - [ ] 降到一半
      - [x] 几乎没变
      because: 只降了不到百分之一。每一步都在下降，但学习率太小，几乎不动。
      expect: lr = 0.00001
      expect: loss > 2.12
      expect: loss < 2.13
      run: 20
      expect: loss < first loss
      expect: loss > 2.1034

      ## 预览
      look: overview
      keys: home + + + +
      先回到起点，用 + 调大学习率。右下角：在每个学习率下走一步，损失会变多少。圆点是现在的学习率。
      predict: 学习率在哪里时，损失降得最多？
      - [ ] 最左端
      - [x] 曲线最低处
      - [ ] 最右端
      because: 0 以下损失下降，0 以上损失上升。最低处在 0.05 附近，我们就调到那里。
      expect: step = 0
      expect: lr = 0.0002
      keys: + + + + + + +
      expect: lr = 0.05

      ## 合适
      look: overview
      predict: 损失是 2.12，用 0.05 走一步，会到多少？
      - [ ] 2 左右
      - [ ] 1 左右
      - [x] 0.03 左右
      because: 一步就几乎到底：用 0.05 时，这一步的长度和到谷底的距离差不多。
      keys: s
      expect: step = 1
      expect: loss ~ 0.0312

      ## 过头
      look: explain 0.weight[0][0]
      keys: home +
      再从起点出发，学习率 0.1：这一步的长度约是到谷底距离的两倍，会越过谷底，爬上对面的坡。
      predict: 再下一步往哪边走？
      - [ ] 继续向左
      - [x] 回到右边
      - [ ] 不动，已经到了
      because: 到了对面，斜率变号。权重在谷底两侧来回跳，损失降得很慢。
      expect: step = 0
      expect: lr = 0.1
      expect: gradient 0.weight[0][0] > 0
      keys: s
      expect: gradient 0.weight[0][0] < 0
      keys: s
      expect: gradient 0.weight[0][0] > 0
      keys: 1
      run: 8
      expect: loss < 0.4
      expect: loss > 0.3

      ## 远远过头
      look: explain 0.weight[0][0]
      keys: home +
      还是从起点出发，学习率 0.2：这一步落到对面的坡上，那里比现在更高、更陡。
      predict: 再下一步有多长？
      - [ ] 更短
      - [ ] 一样长
      - [x] 更长
      because: 一步的长度是 lr⋅g。坡越陡，g 越大，步子越长，落点也越高。
      expect: step = 0
      expect: lr = 0.2
      expect: gradient 0.weight[0][0] < 5
      keys: s
      expect: gradient 0.weight[0][0] < -10
      expect: loss > 16
      keys: s
      expect: gradient 0.weight[0][0] > 30
      expect: loss > 130

      ## 发散
      look: overview
      predict: 照这样走下去，损失会怎样？
      - [ ] 转而下降
      - [ ] 停在某个高度
      - [x] 一直变大，直到不再是有限的数
      because: 每走一步，损失约变为 8 倍。42 步后，float32 已经放不下它，训练停止。
      expect: fault = none
      expect: loss < 140
      keys: s
      expect: loss > 1030
      expect: loss < 1060
      until: fault != none
      expect: step = 42
      expect: loss > 3.5e38

      ## 六个学习率
      look: overview
      keys: home - - - 5 l l down
      一场竞速：六个学习率，起点相同，数据相同。
      predict: 20 步之后，哪个的损失最低？
      - [ ] 0.0002，最小的
      - [x] 0.06，第二大的
      - [ ] 0.2，最大的
      because: 小的落在后面，0.2 发散。最快的是比极限略小的学习率，这里的极限在 0.1 和 0.2 之间。
      expect: lr = 0.02
      expect: lane 5 = lane 6
      run: 20
      expect: lane 5 < lane 4
      expect: lane 4 < lane 3
      expect: lane 3 < lane 2
      expect: lane 2 < lane 1
      expect: lane 6 > 1000000

      ## 轮到你们
      look: race
      free: ◀ ▶ 选赛道，+ − 改它的学习率，r 让竞速重新开始，s 走一步。找一个来回跳、但损失仍在下降的学习率。
      """#)
}
