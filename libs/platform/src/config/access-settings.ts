import { StartupError } from '../startup-error.js';
import type { Environment } from './environment.js';
import { isNetwork } from './networks.js';

/** Where people may come from, and what they have to prove. */
export interface AccessSettings {
  /** Whether administrators, and whoever comes from elsewhere than `insideNetworks`, need a second factor. */
  readonly secondFactorRequired: boolean;
  /** Networks of the alliance's own houses; everybody else is remote. */
  readonly insideNetworks: readonly string[];
}

/** This machine and the private networks of RFC 1918 and RFC 4193, as a county's intranet is made of. */
const PRIVATE_NETWORKS = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'];

/** @throws StartupError for a network that is none, and for production without second factors */
export function parseAccessSettings(environment: Environment, production: boolean): AccessSettings {
  const choice = production
    ? environment.choice('SECOND_FACTOR', ['required'])
    : environment.choice('SECOND_FACTOR', ['optional', 'required']);
  const named = environment.list('INSIDE_NETWORKS');
  if (!named.every(isNetwork)) throw new StartupError('INSIDE_NETWORKS must list networks like 10.0.0.0/8.');
  return {
    secondFactorRequired: choice === 'required',
    insideNetworks: named.length > 0 ? named : PRIVATE_NETWORKS,
  };
}
