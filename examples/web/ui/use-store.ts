import { useEffect, useState } from "preact/hooks";

interface Store<State> {
  getState(): State;
  subscribe(listener: () => void): () => void;
}

/** Returns the state of a store; the component renders again whenever it changes. */
export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    const update = () => setState(store.getState());
    // The store may have changed between the first render and this effect.
    update();
    return store.subscribe(update);
  }, [store]);
  return state;
}
