/** What logs look like, as public projects print them; the numbers are made up. */
import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import {
  isEventFile,
  joinTables,
  lossLog,
  parseLog,
  readBytes,
  readEventFile,
  readTable,
} from "../../lib/doctor/mod.ts";
import { History } from "../../lib/gan/mod.ts";
import { root } from "../../lib/tasks/common/paths.ts";

const losses = (text: string) => {
  const { d, g } = parseLog(text);
  return [d, g];
};

Deno.test("parseLog() reads what training loops print", () => {
  const printed = {
    "[12/25][300/781] Loss_D: 0.31 Loss_G: 4.2 D(x): 0.9 D(G(z)): 0.1 / 0.05": [0.31, 4.2],
    "Epoch 3 [D loss: 0.69, acc.: 51.00%] [G loss: 0.71]": [0.69, 0.71],
    "500: [D loss: 7.97, acc: 0.5]  [A loss: 0.03, acc: 1.0]": [7.97, 0.03],
    "Epoch: [14] [   0/   4] time: 226.4298, d_loss: 14.96, g_loss: 0.00002277": [
      14.96,
      0.00002277,
    ],
    "Elapsed [1:22:48.5] batch: 6000  d_loss: 0.000000  g_loss: 16.72": [0, 16.72],
    "[INFO] 10:56:36 > Step:  100 Elapsed: 0:00:57 Gen_loss: -0.0 Dis_loss: 13.82 Cls_loss: N/A": [
      13.82,
      -0,
    ],
    "PG 1, step 400: D loss=-0.61 G loss=0.06, D_or loss=-0.83, opt_alpha_tra=0.01": [-0.61, 0.06],
    "(epoch: 1, iters: 100, time: 0.5, data: 0.2) G_GAN: 1.2 G_L1: 20.1 D_real: 0.3 D_fake: 0.4": [
      0.7,
      1.2,
    ],
    "(epoch: 1, iters: 100) D_A: 0.3 G_A: 0.5 cycle_A: 1.2 idt_A: 0.3 D_B: 0.1 G_B: 0.4": [
      0.3,
      0.5,
    ],
    "Epoch: 001/020 | Batch 100/1272 | Gen/Dis Loss: 2.57/0.18": [0.18, 2.57],
    "discrim_loss 0.63\ngen_loss_GAN 1.17\ngen_loss_L1 0.38": [0.63, 1.17],
    "errD: 0.5 errG: tensor(0.31, device='cuda:0')": [0.5, 0.31],
    "Epoch 48:g_trn_l=662.29,d_trn_l=-8.63: 100%|": [-8.63, 662.29],
    "Step 5 loss D 0.3 loss G 0.7": [0.3, 0.7],
    "lr:2.5e-05 l_g_pix: 1.4e-03 l_g_gan: 7.2e-02 l_d_real: 0.5 l_d_fake: 0.25 D_real: -25 D_fake: -40":
      [0.75, 0.072],
    "iteration: 100, gp: 0.1, loss_critic: -3.2, loss_gen: 0.2": [-3.2, 0.2],
    "{'d_loss': 0.3, 'g_loss': nan}": [0.3, NaN],
  };
  for (const [text, [d, g]] of Object.entries(printed)) {
    assertEquals(losses(text), [[d], [g]], text);
  }
});

Deno.test("parseLog() takes D's and G's loss from lines of their own, whatever else is counted", () => {
  const step = (t: number, d: number, g: number) =>
    `[INFO: train.py: 278]: t = ${t} / 4200\n[INFO: train.py: 280]: [D] D_total_loss: ${d}\n[INFO: train.py: 283]: [G] G_discriminator_loss: ${g}\n`;
  assertEquals(losses(step(246, 1.386, 0.693) + step(251, 1.4, 0.7)), [[1.386, 1.4], [0.693, 0.7]]);
});

Deno.test("parseLog() takes the end of a progress bar's line, and every refresh where there are few lines", () => {
  const bar = (d: number) => `938/938 [====] - 12s 13ms/step - d_loss: ${d} - g_loss: 1.2`;
  const line = (i: number) => `${bar(i)}\r${bar(i + 0.5)}`;
  assertEquals(losses(Array.from({ length: 12 }, (_, i) => line(i)).join("\n"))[0]!.slice(0, 2), [
    0.5,
    1.5,
  ]);
  assertEquals(losses([line(0), line(1)].join("\n"))[0], [0, 0.5, 1, 1.5]);
  const coloured =
    "\u001b[1m938/938\u001b[0m \u001b[32m━━\u001b[0m 9ms/step - d_loss: 0.4 - g_loss: 1";
  assertEquals(losses(coloured), [[0.4], [1]]);
});

Deno.test("parseLog() reads tables with any header that names two losses", () => {
  for (
    const table of [
      "step,D_loss,G_loss\n1,0.3,0.4\n2,0.5,0.6",
      "# a comment\nepoch\tlossG\tlossD\n1\t0.4\t0.3\n2\t0.6\t0.5",
      "epoch;errD;errG\n1;0,3;0,4\n2;0,5;0,6",
      "D_loss       acc     G_loss\n0.3 | 100 | 0.4 | 2 days, 12:04\n0.5 | 100 | 0.6 | 2 days, 12:05",
    ]
  ) assertEquals(losses(table), [[0.3, 0.5], [0.4, 0.6]], table);
});

Deno.test("parseLog() reads JSON in each of its forms, with Python's NaN", () => {
  const expected = [[0.3, NaN], [0.4, 0.6]];
  for (
    const json of [
      '{"d_loss": [0.3, NaN], "g_loss": [0.4, 0.6]}',
      "{'d_loss': [0.3, nan], 'g_loss': [0.4, 0.6]}",
      '[{"D": {"loss": 0.3}, "G": {"loss": 0.4}}, {"D": {"loss": null}, "G": {"loss": 0.6}}]',
      '{"gan/discrim/loss": 0.3, "gan/gen/loss": 0.4}\n{"gan/discrim/loss": NaN, "gan/gen/loss": 0.6}',
    ]
  ) assertEquals(losses(json), expected, json);
});

Deno.test("parseLog() reads the project's own runs", () => {
  const history = new History({ recipe: "mine", seed: 1, stepsPerEpoch: 2 });
  history.push({ dLoss: 1, gLoss: 2, dReal: 0.7, dFake: 0.2 });
  for (const run of [history.toFile(), { history: history.toFile() }]) {
    const { d, g, opinions } = parseLog(JSON.stringify(run));
    assertEquals([d, g, opinions], [[1], [2], { real: [0.7], fake: [0.2] }]);
  }
});

Deno.test("readEventFile() reads what PyTorch's and TensorFlow's writers wrote", async () => {
  const read = async (name: string) => {
    const bytes = await Deno.readFile(join(root, "tests", "fixtures", name));
    assertEquals(isEventFile(bytes), true);
    return readEventFile(bytes);
  };
  const torch = lossLog(await read("torch.tfevents"));
  assertEquals([torch.columns.d, torch.columns.g], ["Loss/D", "Loss/G"]);
  assertEquals(torch.d, Array.from({ length: 16 }, (_, i) => 1 + i / 64));
  assertEquals(torch.g, [...Array.from({ length: 15 }, (_, i) => 2 - i / 64), NaN]);
  const { rows } = await read("tensorflow2.tfevents");
  assertEquals([rows.length, rows[3]!.Step, rows[3]!.d_loss], [16, 3, Math.fround(7.971 + 0.003)]);
});

Deno.test("readEventFile() reads what a run that was cut off has written, and refuses other files", async () => {
  const bytes = await Deno.readFile(join(root, "tests", "fixtures", "torch.tfevents"));
  assertEquals(readEventFile(bytes.subarray(0, 700)).rows.length > 3, true);
  assertThrows(() => readEventFile(new Uint8Array(100)), SyntaxError, "does not begin as one");
  assertEquals(isEventFile(new TextEncoder().encode("d_loss: 1")), false);
});

Deno.test("readBytes() reads UTF-8 and UTF-16, as shells write them, and event files", async () => {
  const text = "d_loss: 1 g_loss: 2\r\n",
    units = Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0));
  const little = new Uint8Array(units.buffer), big = little.slice();
  for (let i = 0; i < big.length; i += 2) [big[i], big[i + 1]] = [big[i + 1]!, big[i]!];
  for (const bytes of [new TextEncoder().encode(`\ufeff${text}`), little, big]) {
    assertEquals(readBytes(bytes).rows, [{ d_loss: 1, g_loss: 2 }]);
  }
  const events = await Deno.readFile(join(root, "tests", "fixtures", "torch.tfevents"));
  assertEquals(readBytes(events).rows.length, 16);
});

Deno.test("joinTables() joins TensorBoard's CSV files by their steps", () => {
  const csv = (first: number) =>
    readTable(`Wall time,Step,Value\n1,10,${first}\n2,20,${first + 1}`);
  const { d, g } = lossLog(joinTables([
    { name: "run-.-tag-Loss_D.csv", table: csv(1) },
    { name: "run-.-tag-Loss_G.csv", table: csv(5) },
  ]));
  assertEquals([d, g], [[1, 2], [5, 6]]);
});

Deno.test("parseLog() says what it took, what it left, and what it skipped", () => {
  const log = parseLog(
    "Starting\nepoch: 1 d_loss: 1 g_loss: 2 lr: 0.1\nepoch: 2 d_loss: 3 g_loss: 4 lr: 0.1",
  );
  assertEquals(log.columns, { d: "d_loss", g: "g_loss" });
  assertEquals([log.others, log.skipped, log.opinions], [["epoch", "lr"], 1, undefined]);
});

Deno.test("parseLog() asks for names where it cannot know, and takes those that are given", () => {
  const text = "judge: 1 painter: 2\njudge: 3 painter: 4";
  assertThrows(
    () => parseLog(text),
    SyntaxError,
    "Cannot tell which column is the loss of D and G: found judge, painter; name the columns by --d and --g",
  );
  assertEquals(parseLog(text, { d: "Judge", g: "painter" }).d, [1, 3]);
  assertThrows(
    () => parseLog(text, { d: "x" }),
    SyntaxError,
    "Cannot find the column x: found judge",
  );
  assertThrows(() => parseLog(""), SyntaxError, "expected numbers with names, got nothing");
  assertThrows(() => parseLog("hello"), SyntaxError, 'got "hello"');
});
