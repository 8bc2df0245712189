/** A character takes at most so many bytes. */
const MOST_BYTES = 4;

/** The text of a file; where the file cannot but be longer than a reader takes, it is not read, and something too long stands for it. */
export async function fileText(file: File, most: number): Promise<string> {
  return file.size > MOST_BYTES * most ? ' '.repeat(most + 1) : await file.text();
}
