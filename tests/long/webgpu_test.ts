import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals } from "@std/assert";
import { workloads } from "../../lib/tasks/bench/measure.ts";
import { trainingStep } from "../../lib/tasks/bench/training_step.ts";
import { repairSecondOrder } from "../../lib/backend/mod.ts";
import firstLosses from "../peers/first_losses.json" with { type: "json" };

// It takes minutes on an imitation in software, so it runs where it is asked for.
const asked = Deno.env.get("GAN_CLINIC_LONG") === "1";

// An imitation in software is too slow to train on, but it shows that training works.
const adapter = await navigator.gpu?.requestAdapter();

Deno.test({
  name: "WebGPU trains with PyTorch's losses and differentiates gradients",
  ignore: !asked || !adapter,
  // tfjs keeps the device for the life of the process.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    repairSecondOrder();
    await import("@tensorflow/tfjs-backend-webgpu");
    assert(await tf.setBackend("webgpu"));
    try {
      const step = trainingStep(workloads.dense, "raw");
      for (const expected of firstLosses.dense.slice(0, 2)) {
        const losses = await step();
        for (const i of [0, 1]) assertAlmostEquals(losses[i]!, expected[i]!, 1e-4);
      }
      const slope = tf.grad((x) => tf.tanh(x));
      const curvature = tf.tidy(() => tf.grad((x) => slope(x))(tf.scalar(0.5)));
      const expected = -2 * Math.tanh(0.5) * (1 - Math.tanh(0.5) ** 2);
      assertAlmostEquals((await curvature.data())[0]!, expected, 1e-5);
    } finally {
      await tf.setBackend("cpu");
    }
  },
});
