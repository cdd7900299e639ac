/** What a report says in its first line. */
import { assert, assertStringIncludes } from "@std/assert";
import { type Finding, type Level, summary } from "../../lib/doctor/mod.ts";

const finding = (level: Level): Finding => ({
  id: "units",
  level,
  title: "Most ReLU units of the discriminator are dead",
  evidence: {},
  explanation: "",
  repair: "",
});
const report = (...levels: Level[]) => ({
  findings: levels.map(finding),
  unjudged: [],
  made: ["units", "range"],
});
const limits = "This is about how it trains, not about how good its pictures are.";

Deno.test("summary() says that the pictures are not judged where nothing is found", () => {
  const text = summary(report());
  assertStringIncludes(text, "Nothing found: 2 checks made.");
  assertStringIncludes(text, limits);
});

Deno.test("summary() says so too where all findings are only worth a look", () => {
  assertStringIncludes(summary(report("worth a look")), limits);
});

Deno.test("summary() leaves the pictures out where there is a fault", () => {
  for (const level of ["certain", "likely"] as const) {
    assert(!summary(report(level, "worth a look")).includes("pictures"));
  }
});
