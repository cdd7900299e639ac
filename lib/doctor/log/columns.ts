/**
 * Which columns of a log are the two losses.
 *
 * @module
 */
import { columnNames, type Row, type Table } from "./table.ts";

/** The columns by what they hold. */
export interface Columns {
  /** D's loss; where only its halves were logged, `real + fake`. */
  d: string;
  /** G's loss. */
  g: string;
  /** D's loss on real images. */
  dReal?: string;
  /** D's loss on fakes. */
  dFake?: string;
  /** D's opinion of real images, a probability. */
  opinionOfReal?: string;
  /** D's opinion of fakes, a probability. */
  opinionOfFake?: string;
}

const wordsOf = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean)
    .map((word) => word.replace(/^(\w+)loss$/, "$1").replace(/^(?:loss|err)(d|g)$/, "$1"));

const roles = {
  d: /^(d\d?|dis|disc|discr|discrim|discriminator|critic|netd)$/,
  g: /^(g\d?|gen|generator|netg)$/,
} as const;

/** What has D or G in its name and is no loss of theirs. */
const other =
  /^(acc|accuracy|lr|rate|time|norm|grad|gradient|penalty|gp|r1|reg|epochs?|steps?|iter|batch|score|fid|auc|prob|output|logits?|std|var|weights?)$/;
/** Terms of a generator's loss besides the contest with D. */
const extra =
  /^(l1|l2|pix|pixel|fea|feature|cycle|idt|identity|content|vgg|perceptual|rec|kl|kll|aux|tv|mse)$/;

interface Candidate {
  name: string;
  words: string[];
  isLoss: boolean;
}

/**
 * Finds the columns.
 *
 * @param table the log
 * @param named names that the user gave, for D and for G
 * @returns the columns
 * @throws {SyntaxError} when a named column is not there, or one of the losses is not to be found
 */
export function chooseColumns(table: Table, named: { d?: string; g?: string } = {}): Columns {
  const names = columnNames(table);
  const all: Candidate[] = names.map((name) => ({
    name,
    words: wordsOf(name),
    isLoss: /loss|err|cost|^l_|(^|_)l$/i.test(name),
  }));
  const losses = all.filter(({ name, words }) =>
    !/[()]/.test(name) && !words.some((w) => other.test(w))
  );
  const ofD = losses.filter((one) => roleOf(one) === "d");
  const ofG = losses.filter((one) => roleOf(one) === "g");
  const d = best(ofD.filter((one) => !half(one)));
  // `dReal` is an opinion where D's loss is there as a whole, else one of its halves.
  const halves = halvesOf(d ? ofD.filter(({ isLoss }) => isLoss) : ofD);
  const found = {
    d: given(names, named.d) ?? d?.name ?? (halves && `${halves.dReal} + ${halves.dFake}`),
    g: given(names, named.g) ?? best(ofG)?.name,
  };
  const missing = (["d", "g"] as const).filter((role) => !found[role]);
  if (missing.length > 0) {
    const which = missing.map((role) => role.toUpperCase()).join(" and ");
    throw new SyntaxError(
      `Cannot tell which column is the loss of ${which}: found ${
        names.slice(0, 12).join(", ") || "no numbers"
      }; name the columns by --d and --g`,
    );
  }
  return { d: found.d!, g: found.g!, ...halves, ...opinionsOf(all, halves) };
}

/** The first word decides: `G_discriminator_loss` is G's. So is an adversary's: `[A loss: ...]`. */
function roleOf({ words }: Candidate): "d" | "g" | undefined {
  if (words.join(" ") === "a loss") return "g";
  const word = words.find((word) => roles.d.test(word) || roles.g.test(word));
  return word === undefined ? undefined : roles.d.test(word) ? "d" : "g";
}

const half = ({ words }: Candidate) => words.includes("real") || words.includes("fake");

function given(names: readonly string[], name?: string): string | undefined {
  if (name === undefined) return undefined;
  const same = (a: string) => a.toLowerCase() === name.toLowerCase();
  const found = names.includes(name) ? name : names.find(same);
  if (found) return found;
  throw new SyntaxError(
    `Cannot find the column ${name}: found ${names.slice(0, 12).join(", ") || "no numbers"}`,
  );
}

/** The loss of the contest before a sum with other terms, training before validation, the first of equals. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  const cost = ({ words, isLoss }: Candidate) =>
    (isLoss ? 0 : 4) + (words.some((word) => extra.test(word)) ? 16 : 0) +
    (words.some((word) => /^(val|valid|validation|test|ema|avg)$/.test(word)) ? 8 : 0) -
    (words.slice(1).some((word) => /^(gan|adv|adversarial|discriminator)$/.test(word)) ? 2 : 0);
  return candidates.toSorted((a, b) => cost(a) - cost(b))[0];
}

function halvesOf(
  ofD: readonly Candidate[],
): Required<Pick<Columns, "dReal" | "dFake">> | undefined {
  const of = (word: string) => best(ofD.filter(({ words }) => words.includes(word)));
  const real = of("real"), fake = of("fake");
  return real && fake && real.isLoss === fake.isLoss
    ? { dReal: real.name, dFake: fake.name }
    : undefined;
}

function opinionsOf(all: readonly Candidate[], halves?: object): Partial<Columns> {
  const find = (pattern: RegExp) =>
    all.find(({ name, isLoss }) => !isLoss && pattern.test(name.replaceAll(" ", "")))?.name;
  const real = find(/^d_?\(?(x|real)\)?$|^real_?score$/i),
    fake = find(/^d_?\(?(g\(z\)|g_?z|fake)\)?$|^fake_?score$/i);
  if (!real || !fake || Object.values(halves ?? {}).includes(real)) return {};
  return { opinionOfReal: real, opinionOfFake: fake };
}

/**
 * One column's values.
 *
 * @param rows the rows
 * @param column its name, or two names joined by ` + `
 * @returns a value for each row that has it
 */
export function valueOf(row: Row, column: string): number | undefined {
  if (column in row) return row[column];
  const parts = column.split(" + ").map((name): number | undefined => row[name]);
  return parts.length < 2 || parts.includes(undefined)
    ? undefined
    : parts.reduce<number>((sum, value) => sum + value!, 0);
}
