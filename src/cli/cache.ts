import { cacheStatistics, cleanCache, DEFAULT_CACHE_BYTES } from '../cache/folder.ts';
import { EXIT } from '../report/exit-code.ts';
import { formatSize } from '../text/size.ts';
import type { CliIo } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { cacheFolder } from '../session/settings.ts';

type CacheOptions = Pick<OptionValues, 'cacheDir'>;

/** `ringproof cache clean`: deletes all that was kept from earlier runs; resolves to the exit code. */
export function cleanCommand(options: CacheOptions, io: CliIo): number {
  const { answers, results, transforms, questions } = cacheStatistics(cacheFolder(options, io));
  try {
    cleanCache(cacheFolder(options, io));
  } catch (error) {
    io.stderr.write(
      `error: ${options.cacheDir}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return EXIT.failed;
  }
  const size = formatSize(answers.bytes + results.bytes + transforms.bytes + questions.bytes);
  io.stdout.write(
    `deleted ${results.files} results, ${answers.files} answers, ${transforms.files} transformed files and ${questions.files} questions, ${size}\n`,
  );
  return EXIT.expected;
}

/** `ringproof cache stats`: says what there is; resolves to the exit code. */
export function statsCommand(options: CacheOptions, io: CliIo): number {
  const { answers, results, transforms, questions } = cacheStatistics(cacheFolder(options, io));
  io.stdout.write(
    `folder     ${options.cacheDir}\n` +
      `results    ${results.files}, ${formatSize(results.bytes)}\n` +
      `answers    ${answers.files}, ${formatSize(answers.bytes)}\n` +
      `transforms ${transforms.files}, ${formatSize(transforms.bytes)}\n` +
      `undecided  ${questions.files} questions, ${formatSize(questions.bytes)}\n` +
      `limit      ${formatSize(DEFAULT_CACHE_BYTES)}; what was used longest ago is dropped first\n`,
  );
  return EXIT.expected;
}
