// Finding a person by typing with or without diacritics.

/**
 * The form in which names are compared: no marks, đ as d, lower case, single spaces.
 * "Hoà" and "Hòa" fold to the same.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Whether every word of the query begins a word of the text, in any order.
 * @param {string} query
 * @param {(string | number | null | undefined)[]} fields
 */
export function matches(query, fields) {
  const words = fold(fields.filter(Boolean).join(" ")).split(/[^a-z0-9]+/);
  return fold(query)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
