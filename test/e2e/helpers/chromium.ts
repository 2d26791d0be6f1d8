const { CHROMIUM_PATH = "/usr/bin/chromium" } = process.env;

/** Debian's Chromium, unless another is named. */
export const chromiumPath: string = CHROMIUM_PATH;
