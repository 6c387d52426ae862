import type { HealthController } from '#platform';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers what monitoring asks, with the words of the API's own health checks, and nothing else. */
export function healthServer(health: HealthController): Server {
  return createServer((request, response) => {
    answer(health, request.url ?? '', response).catch(() => response.destroy());
  });
}

/** @returns the URL under which it answers @throws the error of the system when it cannot listen there */
export async function listening(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

async function answer(health: HealthController, url: string, response: ServerResponse): Promise<void> {
  if (url === '/metrics') {
    const { contentType, text } = await health.figures();
    response.setHeader('content-type', contentType).end(text);
  } else if (url === '/health/live') {
    json(response, 200, health.live());
  } else if (url === '/health/ready') {
    const readiness = await health.readiness();
    json(response, readiness.status === 'up' ? 200 : 503, readiness);
  } else {
    json(response, 404, { status: 'unknown' });
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
