/** Any JSON value, readonly. Everything Deskbook decides over is plain data of this shape. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Only its own properties are ever read. */
export type JsonObject = { readonly [key: string]: Json };
