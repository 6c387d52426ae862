import bwip from 'bwip-js/node';
import type { Content } from 'pdfmake/interfaces.js';

/** A QR code (ISO 18004, error correction M by default) as lines, not pixels: an SVG image that stays sharp at any size. */
export function qrSvg(text: string): string {
  return bwip.toSVG({ bcid: 'qrcode', text });
}

/** The same for a print; `size` in points. */
export function qrCode(text: string, size: number): Content {
  return { svg: qrSvg(text), fit: [size, size] };
}

/** A Code 128 barcode (ISO 15417) as vectors, for scanners of any kind; lengths in points. */
export function barcode128(text: string, [width, height]: readonly [width: number, height: number]): Content {
  return { svg: bwip.toSVG({ bcid: 'code128', text, height: 10, includetext: false }), width, height };
}
