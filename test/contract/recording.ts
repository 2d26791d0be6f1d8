import { beforeEach } from "vitest";
import { operations } from "../../src/operations.ts";
import type { OperationId } from "../../src/types.ts";
import type { Backend } from "./backend.ts";

declare module "vitest" {
  interface TaskMeta {
    /** The operations that the case sent requests of; counted by `npm run test:versions`. */
    operations?: OperationId[];
  }
}

/** Returns the same backend; each following case records in its `meta` which operations it sent requests of. */
export function recording(backend: Backend): Backend {
  let noted: OperationId[] = [];
  beforeEach(({ task }) => {
    noted = task.meta.operations = [];
  });
  return {
    ...backend,
    fetch: async (url, init) => {
      const operation = operationOf(String(init.method), new URL(url).pathname);
      if (operation && !noted.includes(operation)) noted.push(operation);
      return (backend.fetch ?? fetch)(url, init);
    },
  };
}

function operationOf(method: string, path: string): OperationId | undefined {
  return (Object.keys(operations) as OperationId[]).find((id) => {
    const { path: template, method: itsMethod } = operations[id];
    return method === itsMethod && new RegExp(`^${template.replace("{token}", "[^/]+")}$`).test(path);
  });
}
