/** In milliseconds. Apart from durations as people write them, since workflow code needs these and must stay small. */
export const seconds = 1000;
export const minutes = 60 * seconds;
export const hours = 60 * minutes;
export const days = 24 * hours;
