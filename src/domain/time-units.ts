/** In milliseconds. A separate file, since workflow code needs these without the schemas. */
export const seconds = 1000;
export const minutes = 60 * seconds;
export const hours = 60 * minutes;
export const days = 24 * hours;
