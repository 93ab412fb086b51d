import { UsageError } from '../session/usage-error.ts';

/** The environment variable of a password that is not to stand on a command line. */
export const PASSWORD_VARIABLE = 'RINGPROOF_REDIS_PASSWORD';

/** Where a Redis server is. */
export interface Address {
  /** With the password. Never to be shown. */
  readonly url: string;
  /** Without user and password, to be shown. */
  readonly shown: string;
}

/**
 * Reads the address of a Redis server: redis://host:port/database, or rediss:// for TLS. A password that it lacks is taken from the
 * environment. Throws a `UsageError`, which does not repeat the text: it may have a password.
 */
export function parseAddress(text: string, env: NodeJS.ProcessEnv): Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url === null || !isRedis || url.hostname === '' || !/^\/?\d*$/.test(url.pathname) || url.hash !== '')
    throw new UsageError(
      'the address of the queue is none of a Redis server: write redis://host:6379, redis://host:6379/2 for another ' +
        'database, or rediss://host:6379 for TLS. In a password, write %40 for @, %2F for /, %23 for # and %3A for :.',
    );
  const password = env[PASSWORD_VARIABLE] ?? '';
  if (url.password === '' && password !== '') url.password = encodeURIComponent(password);
  const shown = `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
  return { url: url.href, shown };
}
