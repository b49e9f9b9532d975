"""Programs that leave their loop to a framework. Each test is left out where the framework is not installed."""

import importlib.util
import sys
import unittest

from support import program
from test_runs import RunTestCase


def needs(name):
    return unittest.skipUnless(importlib.util.find_spec(name), name + " is not installed")


class FrameworkTests(RunTestCase):
    def check(self, text):
        """The run is heard, named, paused, stepped, steered, and goes on to its end."""
        started = self.start([sys.executable, "-W", "ignore", program(text)], TOKENIZERS_PARALLELISM="false")
        one = started.attach()
        names = [parameter["name"] for parameter in one.hello["parameters"]]
        self.assertTrue(all(not name.startswith("group") for name in names), names)
        step = one.do("pause")["step"]
        self.assertEqual(one.do("step", count=3)["step"], step + 3)
        one.want(names[0], rate=30, summaries=True)
        frame = one.next("frame", lambda frame: "shown" in frame)
        roles = [shown["role"] for shown in frame["shown"]]
        self.assertEqual(roles[:2], ["weight", "gradient"])
        scheduled = frame["optimizers"][0]["scheduled"]
        self.assertTrue(one.do("set", setting="lr", factor=0.5)["ok"])
        frame = one.next("frame", lambda frame: frame["optimizers"][0]["settings"]["lr"] == scheduled * 0.5)
        self.assertTrue(one.do("optimizer", name="sgd")["ok"])
        self.assertEqual(one.do("step", count=2)["step"], step + 5)
        self.assertTrue(one.do("optimizer", name=one.hello["optimizers"][0]["own"])["ok"])
        self.assertTrue(one.do("run")["ok"])
        printed = started.output()
        self.assertEqual(started.process.returncode, 0, printed)
        self.assertIn("done", printed)
        self.assertNotIn("viz:", printed)

    @needs("transformers")
    def test_hugging_face_trainer(self):
        self.check("""
            import tempfile, time, torch, transformers

            class Model(torch.nn.Module):
                def __init__(self):
                    super().__init__()
                    self.layer = torch.nn.Linear(4, 2)

                def forward(self, rows, labels):
                    time.sleep(0.005)
                    return {"loss": torch.nn.functional.cross_entropy(self.layer(rows), labels)}

            data = [{"rows": torch.randn(4), "labels": torch.tensor(n % 2)} for n in range(64)]
            arguments = transformers.TrainingArguments(
                tempfile.mkdtemp(), num_train_epochs=60, per_device_train_batch_size=8, gradient_accumulation_steps=2,
                report_to=[], logging_steps=1000, save_strategy="no", use_cpu=True, disable_tqdm=True,
            )
            transformers.Trainer(Model(), arguments, train_dataset=data).train()
            print("done")
        """)

    @needs("lightning")
    def test_lightning(self):
        self.check("""
            import logging, time, torch, lightning

            class Module(lightning.LightningModule):
                def __init__(self):
                    super().__init__()
                    self.layer = torch.nn.Linear(4, 2)

                def training_step(self, batch, number):
                    time.sleep(0.005)
                    return torch.nn.functional.cross_entropy(self.layer(batch[0]), batch[1])

                def configure_optimizers(self):
                    optimizer = torch.optim.Adam(self.parameters(), lr=0.01)
                    return [optimizer], [torch.optim.lr_scheduler.ConstantLR(optimizer, 1.0)]

            logging.getLogger("lightning").setLevel(logging.ERROR)
            data = torch.utils.data.TensorDataset(torch.randn(400, 4), torch.randint(0, 2, (400,)))
            trainer = lightning.Trainer(
                max_epochs=5, logger=False, enable_checkpointing=False, enable_progress_bar=False, accelerator="cpu"
            )
            trainer.fit(Module(), torch.utils.data.DataLoader(data, batch_size=4))
            print("done")
        """)

    @needs("accelerate")
    def test_accelerate(self):
        self.check("""
            import time, torch, accelerate

            accelerator = accelerate.Accelerator(cpu=True, gradient_accumulation_steps=2)
            model = torch.nn.Linear(4, 2)
            optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
            schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0)
            data = torch.utils.data.TensorDataset(torch.randn(4000, 4), torch.randint(0, 2, (4000,)))
            model, optimizer, loader, schedule = accelerator.prepare(
                model, optimizer, torch.utils.data.DataLoader(data, batch_size=4), schedule
            )
            for rows, classes in loader:
                with accelerator.accumulate(model):
                    time.sleep(0.003)
                    loss = torch.nn.functional.cross_entropy(model(rows), classes)
                    accelerator.backward(loss)
                    optimizer.step()
                    schedule.step()
                    optimizer.zero_grad()
            print("done")
        """)


if __name__ == "__main__":
    unittest.main()
