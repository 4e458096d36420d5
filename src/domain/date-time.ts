/**
 * Dates and zones. The package is an ES module, which Node 20 can't `require` from one of Yarn's archives: the build puts a CommonJS
 * copy here (scripts/bundle.mjs), and the published package does not depend on it.
 */
export { Temporal } from 'temporal-polyfill';
