import type { Hex } from './palette.ts';

/** Red, green and blue in linear light, 0 to 1. */
export type LinearRgb = readonly [number, number, number];
export type Lab = readonly [number, number, number];

export function linearRgb(hex: Hex): LinearRgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2 contrast of two colours, from 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: Hex): number {
  const [red, green, blue] = linearRgb(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export type Vision = 'usual' | 'protanopia' | 'deuteranopia';

// Severity 1.0 of Machado, Oliveira and Fernandes (2009), on linear RGB.
const SEEN: Readonly<Record<Vision, readonly number[]>> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

/** A colour as an eye with this vision sees it. */
export function seenAs(colour: LinearRgb, vision: Vision): LinearRgb {
  const matrix = SEEN[vision];
  const row = (index: number): number => {
    const sum = colour.reduce((total, value, column) => total + value * (matrix[index * 3 + column] ?? 0), 0);
    return Math.min(1, Math.max(0, sum));
  };
  return [row(0), row(1), row(2)];
}

/** CIE L*a*b* under D65. */
export function lab([red, green, blue]: LinearRgb): Lab {
  const bent = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116);
  const x = bent((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = bent(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = bent((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How different two colours look, CIEDE2000; about 1 can just be told apart side by side. */
export function difference(one: Lab, other: Lab): number {
  const chroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
  const stretch = 1.5 - 0.5 * Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const [c1, h1] = polar(one[1] * stretch, one[2]);
  const [c2, h2] = polar(other[1] * stretch, other[2]);
  const meanC = (c1 + c2) / 2;
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const meanH = c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const meanL = (one[0] + other[0]) / 2;
  const lightness = (other[0] - one[0]) / (1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2));
  const colourfulness = (c2 - c1) / (1 + 0.045 * meanC);
  const hue = (2 * Math.sqrt(c1 * c2) * sine(turn / 2)) / (1 + 0.015 * meanC * hueWeight(meanH));
  const twist = -sine(60 * Math.exp(-(((meanH - 275) / 25) ** 2))) * 2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7));
  return Math.sqrt(lightness ** 2 + colourfulness ** 2 + hue ** 2 + twist * colourfulness * hue);
}

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);
const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

function polar(a: number, b: number): readonly [number, number] {
  return [Math.hypot(a, b), ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360];
}

function hueWeight(hue: number): number {
  return 1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63);
}
