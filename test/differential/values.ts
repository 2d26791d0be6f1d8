import fc from "fast-check";
import { DAY } from "../contract/clock.ts";

/** Strings with characters that a server may treat specially. */
export const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...["x", "", " ", "Design team", " a ", "a\tb", "a\nb", "a\0b", "\0", "5", "true", "null", "undefined"],
      ...["😀", "設計", "é", "e\u0301", "İ", "ß", "ﬀ", "\u202e", "\ufeff", "\u2028", "\x7f", "\x1b[0m"],
      ...[
        "\ud800",
        "\udfff",
        "a\ud83db",
        "\udc00\ud800",
        "<b>&amp;'\"`",
        "%00",
        "{{x}}",
        "$1",
        "\\",
        "__proto__",
      ],
      ...["x".repeat(255), "x".repeat(256), "😀".repeat(255), "ü".repeat(300), "x".repeat(3000)],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1.5, 1e21, 1e-7, 2 ** 53, Number.MAX_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

/** Any JSON, nested at times. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<unknown>([], {}, [true], [[[]]], { a: { b: { c: 1 } } }, { $ref: "#" }, ["x", 5]),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");

/** Texts that look like an ISO date-time, most of them valid. */
const isoLike = fc
  .record({
    year: fc.constantFrom(
      "2026",
      "2027",
      "2024",
      "2100",
      "1970",
      "1969",
      "0000",
      "0001",
      "9999",
      "10000",
      "-001",
      "26",
    ),
    month: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.constantFrom(0, 13)),
    day: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 31 }) }, fc.constantFrom(0, 32)),
    separator: fc.constantFrom("T", "T", "T", "t", " ", "  ", "\t", "\n", "_", "", "\u00a0"),
    hour: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 23 }) }, fc.constantFrom(24, 25)),
    minute: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 59 }) }, fc.constant(60)),
    second: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 59 }) }, fc.constantFrom(60, 61)),
    fraction: fc.oneof(
      { weight: 3, arbitrary: fc.constant("") },
      fc.constantFrom(".", ",5", ".5", ".0005", ".9999", ".123456789", ".12345678901234567890"),
    ),
    offset: fc.oneof(
      { weight: 3, arbitrary: fc.constant("Z") },
      fc.constantFrom(
        "",
        "z",
        "+00:00",
        "-00:00",
        "+05:30",
        "-12:00",
        "+14:00",
        "+15:59",
        "+23:59",
        "+24:00",
      ),
      fc.constantFrom(
        "+0530",
        "+05",
        "-5",
        "+00:60",
        "+99:99",
        " Z",
        "ZZ",
        "Z ",
        " +01:00",
        "GMT",
        "[UTC]",
        "UTC",
      ),
    ),
  })
  .map(
    ({ year, month, day, separator, hour, minute, second, fraction, offset }) =>
      `${year}-${pad(month)}-${pad(day)}${separator}${pad(hour)}:${pad(minute)}:${pad(second)}${fraction}${offset}`,
  );

/** Dates near the current time, which decide whether a link works and whether its expiry is capped. */
const nearby = fc
  .record({
    days: fc.constantFrom(-400, -2, 0, 1, 2, 7, 7, 20, 27, 31, 32, 40, 400),
    form: fc.constantFrom("Z", "+00:00", "+14:00", "-12:00"),
    hour: fc.constantFrom("00:00:00.000", "23:59:59.999", "12:34:56.789", "12:00:00"),
  })
  .map(({ days, form, hour }) => {
    // Not within a day of the current time, which could pass during a run.
    const day = new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    return `${day}T${hour}${form}`;
  });

/** Values for `expiresAt`. */
export const date: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: nearby },
  { weight: 6, arbitrary: isoLike },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      ...["2026-01-31", "12:00", "soon", "", "now", "infinity", "2026-01-31T12:00Z", "20260131T120000Z"],
      ...["Sat, 31 Jan 2026 12:00:00 GMT", "2026-W05-6T12:00:00Z", "2026-031T12:00:00Z", "1769860800000"],
      ...[
        "+010000-01-01T00:00:00.000Z",
        "-000001-01-01T00:00:00Z",
        " 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00Z\n",
      ],
      ...[1769860800000, 0, null, true, [], {}, ["2026-01-31T12:00:00Z"]],
    ),
  },
  { weight: 1, arbitrary: json },
);

/** E-mail addresses, most of them valid; few enough that people sign up twice. */
const localPart = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }).map((nth) => `ada.${nth}`) },
  fc.constantFrom(
    "ADA.1",
    "ada+x",
    "ädä",
    "😀",
    "a..b",
    ".a",
    "a.",
    "a b",
    '"a"',
    "a'b",
    "a@b",
    "",
    "a\0",
    "\ud800",
    "a\\b",
  ),
  fc.constantFrom(
    "!#$%&*/=?^_`{|}~-",
    "x".repeat(64),
    "x".repeat(65),
    "x".repeat(250),
    "a(b)",
    "a,b",
    "a;b",
    "a:b",
    "<a>",
    "a\n",
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const topLevel = fc.constantFrom(
  ...[
    "com",
    "com",
    "com",
    "org",
    "de",
    "io",
    "dev",
    "museum",
    "travel",
    "xn--p1ai",
    "рф",
    "みんな",
    "ελ",
    "academy",
  ],
  ...[
    "zz",
    "test",
    "invalid",
    "localhost",
    "local",
    "c",
    "123",
    "xn--zz",
    "COM",
    "Com",
    "notatld",
    "web",
    "corp",
    "internal",
    "onion",
    "comcast",
    "merck",
  ],
);
const label = fc.oneof(
  { weight: 5, arbitrary: fc.constant("example") },
  fc.constantFrom(
    "EXAMPLE",
    "ex-ample",
    "-example",
    "example-",
    "ex_ample",
    "exämple",
    "例え",
    "😀",
    "",
    "a b",
    "x".repeat(63),
  ),
  fc.constantFrom(
    "x".repeat(64),
    "xn--e1afmkfd",
    "xn--",
    "1",
    "127.0.0",
    "sub.example",
    "a..b",
    "ß",
    "İ",
    "e\u0301",
    "\u200d",
    "%41",
    "a/b",
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);

/** Values for `email`. */
export const email: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(localPart, label, topLevel).map(([local, host, top]) => `${local}@${host}.${top}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "ada@",
      "@example.com",
      "ada",
      "ada@example",
      "ada@com",
      "ada@zz",
      "ada@[127.0.0.1]",
      "ada@127.0.0.1",
      "ada@[::1]",
    ),
  },
  { weight: 1, arbitrary: json },
);

/**
 * Values for `password`. Without lone surrogates, which make 5.x and 6.x hash for ten seconds until they run out of
 * memory and respond with 500.
 */
export const password: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: text.map((given) => given.replace(/\p{Cs}/gu, "?")) },
  fc.constantFrom<unknown>(5, -1.5, true, false, null, [], {}, ["x"], { a: "b" }),
);

/** Values for `username`. */
export const username: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((nth) => `ada-${nth}`),
  fc.constantFrom("admin", "ADMIN", "viewer", "Ada-1"),
  text,
  json,
);
