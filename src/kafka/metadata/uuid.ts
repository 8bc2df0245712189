const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 128 bits in 22 characters: the last one carries two bits only, and the first is no hyphen. Source: Uuid. */
export function drawUuid(draw: (bound: number) => number): string {
  const middle = Array.from({ length: 20 }, () => BASE64URL[draw(64)]).join('');
  return `${BASE64URL[draw(62)]}${middle}${BASE64URL[draw(4) * 16]}`;
}
