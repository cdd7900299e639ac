/** Takes the marks of HTML and Markdown out of a short text. */
export function plainText(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>/g, " ")
    .replaceAll(/<\/?[a-z]+[^>]*>/g, "")
    .replaceAll(/(\*\*|`)(.+?)\1/g, "$2");
}
