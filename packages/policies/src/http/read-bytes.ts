/** Reads the body of a request, and no more of it than is allowed. Null where it has more than `most` bytes. */
export async function readBytes({ body }: Request, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
