"""An ordinary training, which knows nothing of viz: a small network learns in which quarter of a picture a bright spot is.

python docs/train.py, or torchrun --nproc-per-node=2 docs/train.py
"""

import os

import torch
import torch.distributed as dist
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
if world > 1:
    dist.init_process_group("gloo")
torch.manual_seed(1)
torch.set_num_threads(1)

places = torch.randint(1, 11, (4096, 2))
pictures = 1.6 * torch.randn(4096, 1, 12, 12)
for offset in torch.cartesian_prod(torch.arange(-1, 2), torch.arange(-1, 2)):
    rows, columns = (places + offset).T
    pictures[torch.arange(4096), 0, rows, columns] += 1.0
quarters = (places[:, 0] >= 6).long() * 2 + (places[:, 1] >= 6).long()

layers = [("conv1", nn.Conv2d(1, 16, 3)), ("relu1", nn.ReLU()), ("conv2", nn.Conv2d(16, 32, 3)), ("relu2", nn.ReLU())]
layers += [("pool", nn.MaxPool2d(2)), ("flatten", nn.Flatten()), ("fc1", nn.Linear(512, 128)), ("relu3", nn.ReLU())]
model = nn.Sequential()
for name, layer in layers + [("fc2", nn.Linear(128, 4))]:
    model.add_module(name, layer)
wrapped = nn.parallel.DistributedDataParallel(model) if world > 1 else model
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20000)
rows = DataLoader(TensorDataset(pictures[rank::world], quarters[rank::world]), batch_size=64, shuffle=True)

for epoch in range(1000):
    right = 0
    for number, (inputs, targets) in enumerate(rows):
        outputs = wrapped(inputs)
        loss = nn.functional.cross_entropy(outputs, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        right += (outputs.argmax(1) == targets).sum().item()
        if rank == 0:
            done = (number + 1) / len(rows)
            print(f"\repoch {epoch}: {done:4.0%} {'█' * int(24 * done):24} loss {loss.item():.4f}", end="")
    if rank == 0:
        print(f"\repoch {epoch}: loss {loss.item():.4f}, right {right / len(rows.dataset):.3f}{' ' * 40}")
