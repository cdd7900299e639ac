/// <reference lib="dom" />
/**
 * Finding and making the parts of the page.
 *
 * @module
 */

/**
 * Finds an element that index.html has.
 *
 * @param selector a CSS selector
 * @param within where to look
 * @returns the element
 * @throws {Error} when there is none: page and script do not fit each other
 */
export function find<E extends Element>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`Cannot find ${selector} in the page`);
  return found;
}

/**
 * Makes an HTML element.
 *
 * @param tag its name
 * @param className its class, or none
 * @param content text, or elements
 * @returns the element
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/**
 * Reads a seed from its field; what is no whole number becomes the field's first value.
 *
 * @param form the form
 * @param name the field
 * @returns the seed
 */
export function seedOf(form: HTMLFormElement, name: string): number {
  const field = find<HTMLInputElement>(`[name=${name}]`, form);
  return /^\d{1,6}$/.test(field.value) ? Number(field.value) : Number(field.defaultValue);
}

/**
 * Puts another seed into a field.
 *
 * @param form the form
 * @param name the field
 */
export function nextSeed(form: HTMLFormElement, name: string): void {
  const seed = Math.floor(Math.random() * 10_000);
  find<HTMLInputElement>(`[name=${name}]`, form).value = String(seed);
}
