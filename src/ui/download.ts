/** Lets the browser save a file. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; by then a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
