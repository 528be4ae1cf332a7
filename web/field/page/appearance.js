// Language, colours and size of text, as the screen brings them.

/** Puts what the newest screen says on the root element, where the styles look for it. */
export function wearAppearance() {
  const { theme, size, locale } = document.getElementById("main")?.dataset ?? {};
  const root = document.documentElement;
  if (theme !== undefined) root.dataset.theme = theme;
  if (size !== undefined) root.dataset.size = size;
  if (locale) root.lang = locale;
}
