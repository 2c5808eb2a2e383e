export const accessLaws: readonly import('./law.ts').Law[] = [];
