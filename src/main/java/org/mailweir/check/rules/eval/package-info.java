/**
 * The functions that rules call with {@code eval:}, under the names that SpamAssassin gives them.
 *
 * <p>{@link org.mailweir.check.rules.eval.Evals} compiles a call when rules are loaded; the
 * compiled {@link org.mailweir.check.rules.eval.Eval} is then asked about one message after the
 * other, each an {@link org.mailweir.check.rules.eval.EvalInput}. What several functions need of a
 * message is made once and kept there. The functions answer as those of SpamAssassin 4.0.1, odd
 * ones included.
 */
@NullMarked
package org.mailweir.check.rules.eval;

import org.jspecify.annotations.NullMarked;
