/** How many other series of random numbers code that draws some is given: what only one of them shows is luck. */
export const DRAWS = 7;
