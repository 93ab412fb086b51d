import { visible } from '../text/visible.ts';
import { say } from '../session/say.ts';
import { cacheStatistics, cleanCache, DEFAULT_CACHE_BYTES, isCacheFolder } from '../cache/folder.ts';
import { FOREIGN, ownershipOf } from '../cache/marker.ts';
import { EXIT } from '../report/exit-code.ts';
import { formatSize } from '../text/size.ts';
import type { CliIo } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { cacheFolder } from '../session/cache-access.ts';
import { UsageError } from '../session/usage-error.ts';

type CacheOptions = Pick<OptionValues, 'cacheDir'>;

/**
 * `ringproof cache clean`: deletes all that was kept from earlier runs; returns the exit code. Throws a `UsageError` for a folder
 * that is no cache.
 */
export function cleanCommand(options: CacheOptions, io: CliIo): number {
  const folder = cacheFolder(options, io);
  const { answers, results, transforms, questions } = cacheStatistics(folder);
  try {
    if (ownershipOf(folder) === 'foreign') throw new UsageError(`${options.cacheDir}: ${FOREIGN}`);
    cleanCache(folder);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    say(io.stderr, `error: ${options.cacheDir}: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT.failed;
  }
  const size = formatSize(answers.bytes + results.bytes + transforms.bytes + questions.bytes);
  io.stdout.write(
    `deleted ${results.files} results, ${answers.files} answers, ${transforms.files} transformed files and ${questions.files} questions, ${size}\n`,
  );
  return EXIT.expected;
}

/** `ringproof cache stats`: says what there is; returns the exit code. */
export function statsCommand(options: CacheOptions, io: CliIo): number {
  const folder = cacheFolder(options, io);
  const { answers, results, transforms, questions } = cacheStatistics(folder);
  const what = isCacheFolder(folder) ? '' : ', no cache of ringproof yet';
  io.stdout.write(
    `folder     ${visible(options.cacheDir)}${what}\n` +
      `results    ${results.files}, ${formatSize(results.bytes)}\n` +
      `answers    ${answers.files}, ${formatSize(answers.bytes)}\n` +
      `transforms ${transforms.files}, ${formatSize(transforms.bytes)}\n` +
      `undecided  ${questions.files} questions, ${formatSize(questions.bytes)}\n` +
      `limit      ${formatSize(DEFAULT_CACHE_BYTES)}; what was used longest ago is dropped first\n`,
  );
  return EXIT.expected;
}
