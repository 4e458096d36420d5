/** Which cells of a record are what, by index. */
export interface Columns {
  readonly numbers: readonly number[];
  readonly since?: number;
  readonly reason?: number;
  /** The reason is the last cell, so what a comma in it has split belongs to it, too. */
  readonly reasonIsLast: boolean;
}

/** Without a heading. */
const usual: Columns = { numbers: [0], since: 1, reason: 2, reasonIsLast: true };

/** A first record without a number in it. A date is a number, too. */
export function isHeading(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.replace(/\D/g, '').length < 5) && /\p{L}/u.test(cells.join(''));
}

/** The columns that a heading names, in English and the languages of some neighbours. All columns of numbers count. */
export function columnsOf(heading: readonly string[] | undefined): Columns {
  if (!heading) return usual;
  const names = heading.map(inWords);
  const reason = names.findIndex((name) => reasons.test(name));
  const since = names.findIndex((name, index) => index !== reason && dates.test(name));
  const isFree = (index: number) => index !== reason && index !== since;
  const numbers = names.flatMap((name, index) =>
    isFree(index) && phones.test(name) && !notPhones.test(name) ? [index] : [],
  );
  const others = names.findIndex((name, index) => isFree(index) && justNumber.test(name));
  if (reason < 0 && since < 0 && numbers.length === 0 && others < 0) return usual;
  const [first] = names.flatMap((_, index) => (isFree(index) ? [index] : []));
  return {
    numbers: numbers.length > 0 ? numbers : [others < 0 ? (first ?? 0) : others],
    ...(since < 0 ? {} : { since }),
    ...(reason < 0 ? {} : { reason }),
    reasonIsLast: reason === heading.length - 1,
  };
}

const reasons =
  /\b(reason|why|notes?|comments?|remarks?|grund|bemerkung|kommentar|motif|raison|motivo|raz[oó]n)/;
const dates = /\b(date|since|when|datum|fecha|data|seit|depuis|time|timestamp|created|added)(\b|$)/;
const phones = /phone|rufnummer|telefon|tel[eé]fono|mobil|cell|msisdn|handy|portable|\btel\b|\be ?164\b/;
const notPhones = /\b(type|kind|status|country|name|carrier)\b/;
const justNumber = /^(phone )?(numbers?|nummer|n[uú]mero|num[eé]ro|no|nr)\.?$/;

/** `optOutDate` and `opt_out_date` are words, too. */
function inWords(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
