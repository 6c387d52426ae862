import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { S3Settings } from '../config/file-settings.js';
import { FileStore, type ByteRange } from './file-store.js';

const PREFIX = 'files/';
/** What fails is thrown, and logged by whoever catches it. */
const silently = (): void => undefined;
const SILENT = { debug: silently, info: silently, warn: silently, error: silently };
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 30_000 };

/** Files in a bucket of a store that speaks S3. An object is there whole or not at all. */
export class S3FileStore extends FileStore {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Settings) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      requestHandler: TIMEOUTS,
      logger: SILENT,
      // Stores other than Amazon's do not all know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  override async put(id: string, content: Readable, size: number): Promise<void> {
    // The client would wait for the rest of a stream that has failed.
    const abort = new AbortController();
    content.once('error', () => abort.abort());
    const object = { ...this.keyOf(id), Body: content, ContentLength: size };
    try {
      await this.client.send(new PutObjectCommand(object), { abortSignal: abort.signal });
    } finally {
      content.destroy();
    }
  }

  override async read(id: string, range?: ByteRange): Promise<Readable> {
    const object = { ...this.keyOf(id), ...(range && { Range: `bytes=${range.start}-${range.end}` }) };
    const { Body } = await this.client.send(new GetObjectCommand(object));
    return Body as Readable;
  }

  override async remove(id: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.keyOf(id)));
  }

  override async *ids(): AsyncIterable<string> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, Prefix: PREFIX });
    for await (const { Contents = [] } of pages) yield* Contents.map(({ Key }) => Key!.slice(PREFIX.length));
  }

  private keyOf(id: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: `${PREFIX}${id}` };
  }
}
