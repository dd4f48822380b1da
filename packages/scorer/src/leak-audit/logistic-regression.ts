import { randomStream } from '@bebug/core';
import { DIMENSIONS, type Features } from './leak-features.ts';

export interface Example {
  readonly features: Features;
  readonly isBug: boolean;
}

const EPOCHS = 30;
const RATE = 0.5;
const DECAY = 1e-4;

/**
 * Logistic regression by stochastic gradient descent with AdaGrad steps and weight decay, the same for the same seed.
 *
 * Source: J. Duchi, E. Hazan, Y. Singer, JMLR 12 (2011) 2121–2159.
 * @returns the log-odds of a text being buggy
 */
export function trainClassifier(examples: readonly Example[], seed: number): (features: Features) => number {
  const weights = new Float64Array(DIMENSIONS);
  const squares = new Float64Array(DIMENSIONS).fill(1e-6);
  let bias = 0;
  const score = (features: Features): number => {
    let sum = bias;
    for (const [index, value] of features) sum += weights[index]! * value;
    return sum;
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, isBug } of randomStream(seed, 'leak-epoch', epoch).shuffle(examples)) {
      const error = 1 / (1 + Math.exp(-score(features))) - (isBug ? 1 : 0);
      bias -= 0.01 * error;
      for (const [index, value] of features) {
        const gradient = error * value + DECAY * weights[index]!;
        squares[index]! += gradient * gradient;
        weights[index]! -= (RATE * gradient) / Math.sqrt(squares[index]!);
      }
    }
  }
  return score;
}
