import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Settings } from './product-process.js';

const BUCKET = 'alliance';
const ACCESS_KEY = 'TESTKEY';
const SECRET_KEY = 'a secret of tests';
/** So few that lists of tests have several pages. */
const PAGE = 2;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/((\d{8})\/([^/]+)\/s3\/aws4_request), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/**
 * A store on this machine that speaks as much S3 over HTTP as the product does: objects put, read, read in part, removed
 * and listed by pages. It takes nothing that is not signed with its key (AWS Signature Version 4).
 */
export class S3Server {
  /** Contents by their keys, in the order of the keys. */
  readonly objects = new Map<string, Buffer>();
  private readonly server: Server;

  private constructor() {
    // A request that breaks off has nobody to answer to.
    this.server = createServer((request, response) => void this.serve(request, response).catch(() => undefined));
  }

  static async start(): Promise<S3Server> {
    const s3 = new S3Server();
    s3.server.listen(0, '127.0.0.1');
    await once(s3.server, 'listening');
    return s3;
  }

  /** What the product is told to keep its files here. */
  get settings(): Settings {
    const { port } = this.server.address() as AddressInfo;
    return {
      FILE_STORE: 's3',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: ACCESS_KEY,
      S3_SECRET_ACCESS_KEY: SECRET_KEY,
    };
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    if (this.server.listening) await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url!, 'http://s3');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    if (!isSigned(request, url, body)) refuse(response, 403, 'SignatureDoesNotMatch');
    else if (bucket !== BUCKET) refuse(response, 404, 'NoSuchBucket');
    else if (key === '') this.list(url.searchParams, response);
    else if (request.method === 'PUT') this.put(key, body, response);
    else if (request.method === 'DELETE') this.remove(key, response);
    else this.get(key, request, response);
  }

  private put(key: string, body: Buffer, response: ServerResponse): void {
    this.objects.set(key, body);
    response.setHeader('etag', `"${createHash('md5').update(body).digest('hex')}"`).end();
  }

  private remove(key: string, response: ServerResponse): void {
    this.objects.delete(key);
    response.writeHead(204).end();
  }

  private get(key: string, { headers }: IncomingMessage, response: ServerResponse): void {
    const object = this.objects.get(key);
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
    if (!object) refuse(response, 404, 'NoSuchKey');
    else if (!range) response.end(object);
    else {
      const [start, end] = [Number(range[1]), Math.min(Number(range[2]), object.length - 1)];
      response.writeHead(206, { 'content-range': `bytes ${start}-${end}/${object.length}` });
      response.end(object.subarray(start, end + 1));
    }
  }

  private list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
    const page = keys.slice(0, PAGE);
    const next = keys.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    response.setHeader('content-type', 'application/xml');
    response.end(`<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${contents}</ListBucketResult>`);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

/** Checks the signature as AWS describes it: over method, path, query, the signed headers and, where it is given, the body. */
function isSigned({ method, headers }: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, accessKey, scope = '', day = '', region = '', signedHeaders = '', signature] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  const bodyHash = String(headers['x-amz-content-sha256']);
  if (bodyHash !== 'UNSIGNED-PAYLOAD' && bodyHash !== sha256(body)) return false;
  const canonical = [
    method,
    url.pathname,
    url.search.slice(1).split('&').toSorted().join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signedHeaders,
    bodyHash,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${SECRET_KEY}`),
  );
  return accessKey === ACCESS_KEY && signature === hmac(key, text).toString('hex');
}

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer, content: string): Buffer => createHmac('sha256', key).update(content).digest();
