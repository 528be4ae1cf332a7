// Every address of the writing desk on the phone; they lie in a script of their own (../writing.js).

/** @type {import("../router.js").OwnRoute[]} */
export const routes = [];
