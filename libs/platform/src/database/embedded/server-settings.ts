/**
 * The settings of the server, as given on its command line, where no configuration file can override them.
 * @param throwaway trades every promise of durability for speed; for servers whose data a test throws away
 */
export function serverSettings(throwaway: boolean): string[] {
  const settings = { ...NETWORK, ...RESOURCES, ...QUIET_LOG, ...(throwaway ? NOT_DURABLE : DURABLE) };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}

const NETWORK = {
  listen_addresses: '127.0.0.1',
  // The path of a socket is limited to 107 bytes, the path of a checkout is not.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const RESOURCES = {
  max_connections: '100',
  shared_buffers: '256MB',
  // Short transactions over indexes: compiling their plans costs more than it saves.
  jit: 'off',
  // /dev/shm is tiny in containers, and systemd empties it when the user who started the product logs out.
  dynamic_shared_memory_type: 'mmap',
  min_dynamic_shared_memory: '32MB',
  // A client killed in the middle of a long statement must not keep its locks until the statement ends.
  client_connection_check_interval: '5s',
};

/** Statements, parameters and the details of failures quote patients: none of them may reach the log. */
const QUIET_LOG = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
};

const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

const NOT_DURABLE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
