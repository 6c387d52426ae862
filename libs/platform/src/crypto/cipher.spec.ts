import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { Environment } from '../config/environment.js';
import { parseSecrets, type Secrets } from '../config/secrets.js';
import { Cipher } from './cipher.js';

const BYTES = Buffer.alloc(32, 7);
const [ONE, TWO] = [BYTES, Buffer.alloc(32, 9)].map((bytes) => bytes.toString('base64'));

function secrets(encryption: string, blindIndex = ONE): Secrets {
  return parseSecrets(new Environment({ ENCRYPTION_KEYS: encryption, BLIND_INDEX_KEY: blindIndex }))!;
}

const aes = new Cipher(secrets(`k1:${ONE}`));
const sm4 = new Cipher(secrets(`k1:sm4:${ONE}`));

/** What providers say of values that are not theirs as they stand. */
const REFUSED = /authenticat|initialization vector|altered/;

/** One block after the other, as GB/T 32907 defines SM4. */
function sm4Blocks(key: Buffer, blocks: Buffer, times = 1): Buffer {
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
  let result = blocks;
  for (let n = 0; n < times; n++) result = cipher.update(result);
  return result;
}

describe('the algorithms of the national suite are those of the standards', () => {
  const EXAMPLE = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');

  it('SM4 agrees with both examples of GB/T 32907', () => {
    expect(sm4Blocks(EXAMPLE, EXAMPLE).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    expect(sm4Blocks(EXAMPLE, EXAMPLE, 1_000_000).toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
  });

  it('SM3 agrees with both examples of GB/T 32905', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  it('values are SM4 in counter mode, with HMAC-SM3 over context, counter and what came out, under derived keys', () => {
    const bytes = Buffer.from(sm4.encrypt('13912345678', 'patients.phone').slice('k1.'.length), 'base64url');
    const [iv, tag, data] = [bytes.subarray(0, 16), bytes.subarray(16, 48), bytes.subarray(48)];
    const derived = (purpose: string, length: number) => Buffer.from(hkdfSync('sm3', BYTES, '', purpose, length));
    const keystream = sm4Blocks(derived('sm4-ctr', 16), iv);
    expect(Buffer.from(data.map((byte, n) => byte ^ keystream[n]!)).toString()).toBe('13912345678');
    const mac = createHmac('sm3', derived('hmac-sm3', 32))
      .update(Buffer.from([0, 0, 0, 14]))
      .update('patients.phone');
    expect(mac.update(iv).update(data).digest()).toEqual(tag);
  });

  it('indexes and signatures are HMAC-SM3', () => {
    const cipher = new Cipher(secrets(`k1:sm4:${ONE}`, `1:sm3:${ONE}`));
    const hash = createHmac('sm3', BYTES).update('patients.phone\x00139').digest('base64url');
    expect(cipher.blindIndexes('139', 'patients.phone')).toEqual([null, `1.${hash}`]);
    const key = Buffer.from(hkdfSync('sm3', BYTES, '', 'seal', 32));
    expect(cipher.sign('content', 'seal')).toBe(createHmac('sm3', key).update('content').digest('base64url'));
  });
});

describe.each([
  ['AES-256-GCM', aes],
  ['SM4 with HMAC-SM3', sm4],
])('%s', (_name, cipher) => {
  it('gives every text back, and never the same ciphertext twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cipher.decrypt(cipher.encrypt(text, 'a.b'), 'a.b')).toBe(text);
        expect(cipher.encrypt(text, 'a.b')).not.toBe(cipher.encrypt(text, 'a.b'));
      }),
    );
  });

  it('opens no value in another column, nor one of which any bit was changed or any byte cut off', () => {
    const ciphertext = cipher.encrypt('110105194912310021', 'patients.id_number');
    expect(() => cipher.decrypt(ciphertext, 'patients.phone')).toThrow(REFUSED);
    const bytes = Buffer.from(ciphertext.slice('k1.'.length), 'base64url');
    const opens = (altered: Buffer) => () =>
      cipher.decrypt(`k1.${altered.toString('base64url')}`, 'patients.id_number');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(opens(altered)).toThrow(REFUSED);
    }
    for (let length = 0; length < bytes.length; length++) expect(opens(bytes.subarray(0, length))).toThrow(REFUSED);
  });
});

describe('while a key is being changed', () => {
  it('values of either provider are read by both, whichever writes', () => {
    const before = new Cipher(secrets(`k2:sm4:${TWO},k1:${ONE}`));
    const after = new Cipher(secrets(`k1:${ONE},k2:sm4:${TWO}`));
    const [old, fresh] = [before.encrypt('x', 'a.b'), after.encrypt('x', 'a.b')];
    expect([old.slice(0, 3), fresh.slice(0, 3)]).toEqual(['k1.', 'k2.']);
    for (const cipher of [before, after])
      expect([old, fresh].map((each) => cipher.decrypt(each, 'a.b'))).toEqual(['x', 'x']);
    expect(() => aes.decrypt(fresh, 'a.b')).toThrow('Unknown encryption key id k2');
  });

  it('a value is indexed under both keys, each in the column of its generation', () => {
    const indexesBy = (setting: string) => new Cipher(secrets(`k1:${ONE}`, setting)).blindIndexes('x', 'a.b');
    const [first] = indexesBy(ONE!);
    const [, second] = indexesBy(`1:sm3:${TWO}`);
    expect(second).toMatch(/^1\./);
    for (const both of [`${ONE},1:sm3:${TWO}`, `1:sm3:${TWO},${ONE}`]) expect(indexesBy(both)).toEqual([first, second]);
    expect(indexesBy(`2:${ONE}`)).toEqual([`2.${first}`, null]);
  });

  it('a short-lived hash is stored under the last key and recognised under both', () => {
    const hashesBy = (setting: string) => new Cipher(secrets(`k1:${ONE}`, setting)).keyedHashes('x', 'a.b');
    const [both, other] = [hashesBy(`${ONE},1:${TWO}`), hashesBy(`1:${TWO},${ONE}`)];
    expect(both[0]).toMatch(/^1\./);
    expect(other).toEqual(both.toReversed());
  });
});

describe('settings of keys', () => {
  it.each([
    ['another algorithm', () => secrets(`k1:des:${ONE}`), /^ENCRYPTION_KEYS must be a list of/],
    ['too many parts', () => secrets(`k1:sm4:x:${ONE}`), /^ENCRYPTION_KEYS must be a list of/],
    ['a generation that is no number', () => secrets(`k1:${ONE}`, `b:${ONE}`), /^BLIND_INDEX_KEY must be base64/],
    ['another hash', () => secrets(`k1:${ONE}`, `1:md5:${ONE}`), /^BLIND_INDEX_KEY must be base64/],
    ['two of one column', () => secrets(`k1:${ONE}`, `1:${ONE},3:${TWO}`), /^BLIND_INDEX_KEY may hold two keys/],
    ['three at once', () => secrets(`k1:${ONE}`, `${ONE},1:${ONE},2:${TWO}`), /^BLIND_INDEX_KEY may hold two keys/],
  ])('%s is refused', (_title, parse, line) => {
    expect(parse).toThrow(line);
  });
});
