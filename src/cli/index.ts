#!/usr/bin/env node
import process from "node:process";
import { run } from "./run.ts";

// A reader such as `head` may close the pipe early.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

const { stdin, stdout, stderr, env } = process;
const interrupted = () => {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
};
run(process.argv.slice(2), { stdin, stdout, stderr, env, interrupted }).then((code) => {
  process.exitCode = code;
});
