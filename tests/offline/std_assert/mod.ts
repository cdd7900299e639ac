/**
 * Stands in for `jsr:@std/assert` where JSR cannot be reached: the assertions in use, by the same
 * names and types, over `node:assert`.
 *
 * @module
 */

import { AssertionError, deepStrictEqual, notDeepStrictEqual } from "node:assert/strict";
import { inspect } from "node:util";

export { AssertionError };

// deno-lint-ignore no-explicit-any -- as in the package itself: any class will do
type Class<T> = abstract new (...args: any[]) => T;

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: 4 });
}

/** Ends the test with a sentence; the author's own message follows it, as in the package. */
function failWith(sentence: string, message?: string): never {
  throw new AssertionError({ message: message ? `${sentence}: ${message}` : sentence });
}

/** Runs one of node's comparisons and puts the author's message before its diff. */
function compare(comparison: () => void, message?: string): void {
  try {
    comparison();
  } catch (error) {
    const diff = (error as Error).message;
    throw new AssertionError({ message: message ? `${message}\n\n${diff}` : diff });
  }
}

/** Asserts that a value is truthy. */
export function assert(value: unknown, message?: string): asserts value {
  if (!value) failWith(message || `Expected a truthy value, got ${show(value)}`);
}

/** Asserts that a value is falsy. */
export function assertFalse(value: unknown, message?: string): void {
  if (value) failWith(`Expected a falsy value, got ${show(value)}`, message);
}

/** Fails in any case. */
export function fail(message?: string): never {
  failWith("Failed assertion", message);
}

/** Asserts that two values are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  compare(() => deepStrictEqual(actual, expected), message);
}

/** Asserts that two values are not deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  compare(() => notDeepStrictEqual(actual, expected), message);
}

/** Asserts that two numbers differ by at most a tolerance. @default {1e-7 of the expected one} */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance: number = Math.abs(Number.isFinite(expected) ? expected * 1e-7 : 1e-7),
  message?: string,
): void {
  if (Object.is(actual, expected)) return;
  const delta = Math.abs(actual - expected);
  if (delta <= tolerance) return;
  failWith(
    `Expected ${actual} to be within ${tolerance} of ${expected}: the difference is ${delta}`,
    message,
  );
}

/** Asserts that the first value is greater than the second. */
export function assertGreater<T>(actual: T, expected: T, message?: string): void {
  if (!(actual > expected)) failWith(`Expected ${show(actual)} > ${show(expected)}`, message);
}

/** Asserts that the first value is less than the second. */
export function assertLess<T>(actual: T, expected: T, message?: string): void {
  if (!(actual < expected)) failWith(`Expected ${show(actual)} < ${show(expected)}`, message);
}

/** Asserts that a text matches a pattern. */
export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  if (!expected.test(actual)) failWith(`Expected ${show(actual)} to match ${expected}`, message);
}

/** Asserts that a text contains another. */
export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  if (actual.includes(expected)) return;
  failWith(`Expected ${show(actual)} to contain ${show(expected)}`, message);
}

/** Asserts the class and a part of the message of what was thrown. */
function checkError(error: unknown, expected?: Class<Error>, part = "", message?: string): void {
  if (!expected) return;
  if (!(error instanceof Error)) failWith(`Expected an Error, got ${show(error)}`, message);
  const { name, message: text } = error;
  if (!(error instanceof expected)) {
    failWith(`Expected ${expected.name}, got ${name}: ${text}`, message);
  }
  if (!text.includes(part)) {
    failWith(`Expected an error message with ${show(part)}, got ${show(text)}`, message);
  }
}

/** Asserts that a function throws. */
export function assertThrows(fn: () => unknown, message?: string): unknown;
/** Asserts that a function throws an error of a class, whose message contains a text. */
export function assertThrows<E extends Error>(
  fn: () => unknown,
  expected: Class<E>,
  part?: string,
  message?: string,
): E;
export function assertThrows(
  fn: () => unknown,
  ...[expected, part, message]: [(Class<Error> | string)?, string?, string?]
): unknown {
  const own = typeof expected === "string" ? expected : message;
  try {
    fn();
  } catch (error) {
    checkError(error, typeof expected === "string" ? undefined : expected, part, message);
    return error;
  }
  failWith("Expected the function to throw", own);
}

/** Asserts that a promise is rejected. */
export function assertRejects(fn: () => PromiseLike<unknown>, message?: string): Promise<unknown>;
/** Asserts that a promise is rejected with an error of a class, whose message contains a text. */
export function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  expected: Class<E>,
  part?: string,
  message?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  ...[expected, part, message]: [(Class<Error> | string)?, string?, string?]
): Promise<unknown> {
  const own = typeof expected === "string" ? expected : message;
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    failWith(`Expected a rejected promise, but the function threw ${show(error)}`, own);
  }
  try {
    await promise;
  } catch (error) {
    checkError(error, typeof expected === "string" ? undefined : expected, part, message);
    return error;
  }
  failWith("Expected the promise to be rejected", own);
}
