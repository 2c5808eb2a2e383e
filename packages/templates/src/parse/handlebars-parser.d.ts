// Handlebars' parser alone loads in half the time of the whole library; the library ships no types for it.
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  const base: {
    parse(text: string): unknown;
    readonly parser: { readonly lexer: { readonly matched: string; readonly match: string } };
  };
  export default base;
}
