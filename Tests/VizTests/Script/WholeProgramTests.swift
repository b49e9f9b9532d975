import Engine
import Testing

@testable import Viz

@Suite struct WholeProgramTests {
  @Test func theArticleNeedsNoLoader() throws {
    #expect(
      try program(of: "article") == """
        from collections import OrderedDict

        import torch
        from torch import nn

        x = torch.tensor([[-0.5, 0.1]])
        y = torch.tensor([[0.1, 0.2]])

        torch.manual_seed(7)
        model = nn.Sequential(OrderedDict([
            ("layer", nn.Linear(2, 2, bias=False)),
            ("sigmoid", nn.Sigmoid()),
        ]))
        loss_function = nn.MSELoss()

        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

        for step in range(1, 101):
            optimizer.zero_grad()
            loss = loss_function(model(x), y)
            loss.backward()
            optimizer.step()
            print('{"step":%d,"loss":%.9g}' % (step, loss.item()))

        """)
  }

  @Test func aSetIsMadeSplitAndLoaded() throws {
    let text = try program(
      of: "circle", schedule: "cosine T_max=20", clipping: Clipping(norm: 0.5, value: 0.1),
      events: [Timed(step: 40, .optimizer("adam")), Timed(step: 60, .set("beta1", 0.8))], noise: 20,
      steps: 90, every: 20)
    #expect(
      text == """
        import math

        import torch
        from torch import nn
        from torch.optim.lr_scheduler import CosineAnnealingLR
        from torch.utils.data import DataLoader, TensorDataset, random_split

        # A disk of one class within a ring of the other.
        torch.manual_seed(3)
        u = torch.rand(500, 4).double()  # for radius, angle and noise
        in_disk = torch.arange(500) < 250
        radius = torch.where(in_disk, 2.5 * u[:, 0], 3.5 + 1.5 * u[:, 0])
        angle = 2 * math.pi * u[:, 1]
        x = torch.stack([radius * angle.sin(), radius * angle.cos()], dim=1)
        judged = x + 0.2 * (10 * u[:, 2:] - 5)  # noise moves where a point is judged
        y = judged.norm(dim=1) < 2.5
        order = torch.randperm(500)
        x, y = x[order], y[order]

        targets = torch.where(y, 1.0, -1.0).unsqueeze(1)  # [rows, 1], as the predictions
        train_set, _ = random_split(TensorDataset(x.float(), targets), [0.5, 0.5])

        torch.manual_seed(7)
        model = nn.Sequential(
            nn.Linear(2, 4),
            nn.Tanh(),
            nn.Linear(4, 2),
            nn.Tanh(),
            nn.Linear(2, 1),
            nn.Tanh(),
        )
        loss_function = nn.MSELoss()

        optimizer = torch.optim.SGD(model.parameters(), lr=0.03)
        scheduler = CosineAnnealingLR(optimizer, T_max=20)

        loader = DataLoader(train_set, batch_size=10, shuffle=True)
        step = 0
        while step < 90:
            for x, y in loader:
                step += 1
                optimizer.zero_grad()
                loss = loss_function(model(x), y)
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.5)
                nn.utils.clip_grad_value_(model.parameters(), clip_value=0.1)
                optimizer.step()
                scheduler.step()
                if step % 20 == 0 or step == 90:
                    print('{"step":%d,"loss":%.9g}' % (step, loss.item()))

                if step == 40:
                    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
                    scheduler = CosineAnnealingLR(optimizer, T_max=20)
                elif step == 60:
                    optimizer.param_groups[0]["betas"] = (0.8, optimizer.param_groups[0]["betas"][1])
                if step == 90:
                    break

        """)
  }

  @Test func textNeedsModulesThatTorchHasNot() throws {
    let text = try program(of: "text", batch: 20, fraction: 0.2, epochs: 3)
    #expect(
      text.split(separator: "\n\n\n").prefix(3).map { $0.prefix(22) } == [
        "from collections impor", "class Transpose(nn.Mod", "class Squeeze(nn.Modul",
      ])
    #expect(
      text.contains(
        """


        # Strings of 6 letters, and whether one of the letters 1, 2, 3 occurs.
        torch.manual_seed(3)
        x = torch.randint(0, 28, (2500, 6))
        y = torch.isin(x, torch.tensor([1, 2, 3])).any(dim=1)

        targets = y.float().unsqueeze(1)  # [rows, 1], as the predictions
        train_set, _ = random_split(TensorDataset(x, targets), [0.2, 0.8])

        torch.manual_seed(7)
        model = nn.Sequential(OrderedDict([
            ("embedding", nn.Embedding(28, 20)),  # [batch, 6, 20]
            ("1", Transpose(1, 2)),               # [batch, 20, 6]
            ("2", nn.AvgPool1d(6)),               # [batch, 20, 1]
            ("3", Squeeze()),                     # [batch, 20]
            ("4", nn.Linear(20, 1)),              # [batch, 1]
            ("5", nn.Sigmoid()),
        ]))
        loss_function = nn.MSELoss()

        optimizer = torch.optim.Adam(model.parameters(), lr=0.005)

        loader = DataLoader(train_set, batch_size=20, shuffle=True)
        step = 0
        for epoch in range(3):
            for x, y in loader:
        """))
  }
}
