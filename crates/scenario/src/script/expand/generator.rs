//! Owns the running of a `generate` line: its values checked, its operations written to an array.

use super::{Expander, Run, Slot};
use crate::generate::{self, Default as DefaultValue, Parameter, Settings, Writer};
use crate::operation::{Action, Pointer, Target};
use crate::problem::{Failure, Problem, Span};
use crate::random::Random;
use crate::script::tree::{Expression, Name, Setting};

impl<'t> Expander<'t> {
    pub(super) fn generate(
        &mut self,
        span: Span,
        generator: &'t Name,
        array: &'t Name,
        settings: &'t [Setting],
    ) -> Run<()> {
        let known = generate::find(&generator.text).expect("checked: the generator exists");
        let mut values = Settings::defaults(known);
        let mut seed = None;
        for setting in settings {
            if &*setting.name.text == "seed" {
                seed = Some(u64::from(self.bounded(&setting.low, "seed")?));
                continue;
            }
            let parameter = known
                .parameters
                .iter()
                .find(|parameter| *parameter.id == *setting.name.text)
                .expect("checked: the parameter exists");
            let low = self.setting(parameter, &setting.low)?;
            let high = match &setting.high {
                Some(high) => self.setting(parameter, high)?,
                None => low,
            };
            if low > high {
                let whole = setting
                    .high
                    .as_ref()
                    .map_or(setting.low.span, |high| setting.low.span.to(high.span));
                return Err(whole
                    .problem(format!("this range goes backwards, from {low} to {high}"))
                    .hint("write the smaller number first")
                    .into());
            }
            let value = match parameter.default {
                DefaultValue::Number(_) => DefaultValue::Number(low),
                DefaultValue::Range(..) => DefaultValue::Range(low, high),
            };
            values.set(parameter.id, value);
        }
        let operations = (known.length)(&values).saturating_add(self.operations.len() as u64);
        if operations > u64::from(self.limits.operations_max) {
            return Err(Failure::Stop(span.problem(format!(
                "this generator brings the script to {operations} operations; the limit is {}",
                self.limits.operations_max
            ))));
        }
        let mut random = Random::new(seed.unwrap_or_else(|| self.random.bits()));
        let base = match self.array(&array.text).extent() {
            None => 0,
            Some((_, last)) => last.checked_add(1).ok_or_else(|| {
                array.span.problem(format!(
                    "`{}` has no index left for a generator",
                    array.text
                ))
            })?,
        };
        let mut writer = ArrayWriter {
            expander: self,
            array: &array.text,
            base,
            span,
        };
        (known.write)(&values, &mut random, &mut writer)
    }

    fn setting(&mut self, parameter: &Parameter, value: &'t Expression) -> Result<u32, Problem> {
        let number = self.evaluate(value)?;
        u32::try_from(number)
            .ok()
            .filter(|number| (parameter.min..=parameter.max).contains(number))
            .ok_or_else(|| {
                value.span.problem(format!(
                    "`{}` is {number} here; it goes from {} to {}",
                    parameter.id, parameter.min, parameter.max
                ))
            })
    }
}

/// Lets a generator write to an array of the script's.
struct ArrayWriter<'e, 't> {
    expander: &'e mut Expander<'t>,
    array: &'t str,
    /// The index of the generator's element 0.
    base: u32,
    span: Span,
}

impl ArrayWriter<'_, '_> {
    fn index(&self, element: u32) -> Run<u32> {
        self.base.checked_add(element).ok_or_else(|| {
            self.span
                .problem(format!(
                    "`{}` has no index left for a generator",
                    self.array
                ))
                .into()
        })
    }

    fn allocated(&mut self, element: u32) -> Run<Pointer> {
        let index = self.index(element)?;
        let pointer = self
            .expander
            .find_or_create(Slot::Element(self.array, index), self.span)?;
        self.expander.array(self.array).set_live(index);
        Ok(pointer)
    }
}

impl Writer for ArrayWriter<'_, '_> {
    fn malloc(&mut self, element: u32, bytes: u32) -> Run<()> {
        let pointer = self.allocated(element)?;
        self.expander
            .emit(self.span.line, Action::Malloc { pointer, bytes })
    }

    fn realloc(&mut self, element: u32, bytes: u32) -> Run<()> {
        let pointer = self.allocated(element)?;
        self.expander.emit(
            self.span.line,
            Action::Realloc {
                pointer,
                from: Target::Pointer(pointer),
                bytes,
            },
        )
    }

    fn free(&mut self, element: u32) -> Run<()> {
        let index = self.index(element)?;
        self.expander
            .free_element(self.array, index, self.span.line)
    }
}
