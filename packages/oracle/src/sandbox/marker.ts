/** The harmless secret of every attack: where it shows, an attack has worked. */
export const MARKER = 'bebug-marker-5d41402abc4b';
