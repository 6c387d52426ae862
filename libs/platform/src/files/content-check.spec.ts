import { JPEG, PNG, pdf } from '#testing';
import { checkContent } from './content-check.js';
import { dispositionOf } from './file-download.js';

const check = (file: Buffer): Promise<string> =>
  checkContent((start, length) => Promise.resolve(file.subarray(start, start + length)), file.length);
const refusal = { code: 'UNSUPPORTED_FILE' };

/** A PDF whose cross-references are a stream, as newer writers make them. */
function pdfWithStream(dictionary = ''): Buffer {
  const body = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n';
  const section = `3 0 obj\n<< /Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R ${dictionary} /Length 4 >>\nstream\n\u0000\u0001\nendstream\n`;
  return Buffer.from(`${body}${section}endobj\nstartxref\n${body.length}\n%%EOF`, 'latin1');
}

/** The same file with a change added behind it, as signing and annotating do. */
function changed(file: Buffer, dictionary: string): Buffer {
  const previous = /startxref\n(\d+)/.exec(file.toString('latin1'))![1];
  const added = `xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${previous} ${dictionary} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(added)]);
}

describe('what a file is', () => {
  it.each<[string, Buffer]>([
    ['application/pdf', pdf()],
    ['application/pdf', pdfWithStream()],
    ['application/pdf', changed(pdf(), '')],
    ['application/pdf', pdf({ padding: 300_000 })],
    ['image/png', PNG],
    ['image/jpeg', JPEG],
  ])('shows in its content: %s', async (type, file) => {
    expect(await check(file)).toBe(type);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('%PD')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['another picture', Buffer.from('474946383961010001000000002c', 'hex')],
  ])('and %s is refused', async (_name, file) => {
    await expect(check(file)).rejects.toMatchObject({ ...refusal, rule: 'TYPE_NOT_ALLOWED' });
  });
});

describe('a PDF', () => {
  it.each<[string, Buffer]>([
    ['at its end', pdf({ trailer: '/Encrypt 9 0 R' })],
    ['in a stream', pdfWithStream('/Encrypt 9 0 R')],
    ['before it was changed', changed(pdf({ trailer: '/Encrypt<</Filter/Standard>>' }), '')],
  ])('that says %s that it is encrypted is refused', async (_where, file) => {
    await expect(check(file)).rejects.toMatchObject({ ...refusal, rule: 'PDF_ENCRYPTED' });
  });

  it('is refused wherever it is cut off', async () => {
    const file = pdf();
    for (const length of [8, 100, file.length - 40, file.length - 12]) {
      await expect(check(file.subarray(0, length))).rejects.toMatchObject({ ...refusal, rule: 'PDF_DAMAGED' });
    }
  });

  it.each<[string, Buffer]>([
    ['has no cross-references', Buffer.from('%PDF-1.7\nhello')],
    ['leads outside itself', Buffer.from('%PDF-1.7\nstartxref\n99999\n%%EOF')],
    ['leads to something else', Buffer.from('%PDF-1.7\nstartxref\n3\n%%EOF')],
    ['names no catalogue', Buffer.from(pdf().toString('latin1').replace('/Root', '/Boot'), 'latin1')],
    ['goes round in a circle', changed(Buffer.from('%PDF-1.7\nstartxref\n24\n'), '')],
  ])('that %s is refused', async (_what, file) => {
    await expect(check(file)).rejects.toMatchObject({ ...refusal, rule: 'PDF_DAMAGED' });
  });
});

describe('a picture', () => {
  const damaged = { ...refusal, rule: 'IMAGE_DAMAGED' };
  const segment = (marker: number, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data]);
  const START = Buffer.from([0xff, 0xd8]);
  const END = Buffer.from([0xff, 0xd9]);
  const thumbnail = segment(0xe1, Buffer.concat([START, Buffer.alloc(90, 7), END]));
  const scan = segment(0xda, Buffer.alloc(10, 1));
  /** Of a camera: a small picture before the large one, and something behind it. */
  const photo = (bytes: number): Buffer =>
    Buffer.concat([
      START,
      thumbnail,
      Buffer.from([0xff]),
      segment(0xdb, Buffer.alloc(65)),
      scan,
      Buffer.alloc(bytes, 3),
      END,
    ]);

  it('is whole with whatever stands behind its end, and wherever that end lies', async () => {
    const MIB = 1024 * 1024;
    const start = photo(0).length - 2;
    for (const bytes of [1, MIB - start, MIB - start - 1, MIB - start + 1, 3 * MIB]) {
      expect(await check(Buffer.concat([photo(bytes), Buffer.alloc(5_000, 9)]))).toBe('image/jpeg');
    }
    expect(await check(Buffer.concat([PNG, Buffer.from('behind')]))).toBe('image/png');
  });

  it('is refused wherever it is cut off', async () => {
    for (const length of [20, 60, 105, 130, 3_000, photo(5_000).length - 1]) {
      await expect(check(photo(5_000).subarray(0, length))).rejects.toMatchObject(damaged);
    }
    for (const length of [33, 41, PNG.length - 12, PNG.length - 1]) {
      await expect(check(PNG.subarray(0, length))).rejects.toMatchObject(damaged);
    }
  });

  it.each<[string, Buffer]>([
    ['leads outside itself', Buffer.concat([PNG.subarray(0, 33), Buffer.from('7fffffff49444154', 'hex'), PNG])],
    ['has more parts than any', Buffer.concat([PNG.subarray(0, 33), Buffer.alloc(12 * 60_000, 0)])],
    ['has no segments', Buffer.concat([START, Buffer.from('ffe0000241ffd9', 'hex')])],
    ['has a segment without a length', Buffer.concat([START, Buffer.from('ffe00001ffd9', 'hex')])],
  ])('that %s is refused', async (_what, file) => {
    await expect(check(file)).rejects.toMatchObject(damaged);
  });
});

describe('the name of a download', () => {
  it.each([
    ['胸片 (1).pdf', '%E8%83%B8%E7%89%87%20%281%29.pdf'],
    ['a"b\r\nSet-Cookie: x.PDF', 'a%22b%0D%0ASet-Cookie%3A%20x.PDF'],
    ['report.exe', 'report.exe.pdf'],
  ])('%j travels encoded, and ends as what it is', (name, encoded) => {
    expect(dispositionOf(name, 'application/pdf')).toBe(`attachment; filename="file.pdf"; filename*=UTF-8''${encoded}`);
  });
});
