import bwip from 'bwip-js/node';
import type { Content } from 'pdfmake/interfaces.js';

/** A QR code (ISO 18004, error correction M by default) as lines, not pixels: it stays sharp at any size; `size` in points. */
export function qrCode(text: string, size: number): Content {
  return { svg: bwip.toSVG({ bcid: 'qrcode', text }), fit: [size, size] };
}
