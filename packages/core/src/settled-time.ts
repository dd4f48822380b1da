/** When every file of a set, and of a folder that a command gets, was written: the real time could say something of what is in it. */
export const SETTLED_TIME = new Date('2024-01-01T00:00:00Z');
