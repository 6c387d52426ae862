import { Config, Environment } from '#platform';
import { Destinations } from './destinations.js';

const destinations = new Destinations(new Config(new Environment({})).noticeForbiddenNetworks);
const allows = (url: string): boolean => destinations.allowsHost(new URL(url).hostname);

describe('a message', () => {
  it.each([
    'http://10.0.0.8/',
    'http://192.168.3.4/',
    'http://172.16.0.1/',
    'http://[fd00::8]/',
    'https://hospital.example/',
  ])('may go to %s: a county has an intranet', (url) => {
    expect(allows(url)).toBe(true);
  });

  it.each([
    'http://127.0.0.1:5432/',
    // The ways in which an address can be written are one to a URL.
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('does not go to %s, however it is written', (url) => {
    expect(allows(url)).toBe(false);
  });
});
