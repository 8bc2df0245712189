/** Virtual time as the log lines show it, in place of the date: `[00:00:12,345]`. */
export function formatVirtualTime(ms: number): string {
  const whole = Math.floor(ms);
  const [hours, minutes, seconds] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  return `[${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)},${pad(whole % 1000, 3)}]`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
