# The workload's trial in Rego. Truths are "T", "F" and "U"; a rule that is undefined is unknown.
package workload

import rego.v1

as_of := "2026-11-01"

weeks4 := "2026-10-04"

days180 := "2026-05-05"

year := "2025-11-01"

years5 := "2021-11-01"

twelve_weeks := ((84 * 24) * 3600) * 1000000000

immunosuppressants := {
	"mycophenolate", "cyclophosphamide", "azathioprine", "tacrolimus", "voclosporin",
	"methotrexate", "leflunomide", "belimumab", "rituximab",
}

standard := {"mycophenolate", "cyclophosphamide"}

glucocorticoids := {"prednisone", "prednisolone", "methylprednisolone"}

unsuccessful := {"lack_of_efficacy", "intolerance"}

proliferative := {"III", "IV", "III+V", "IV+V"}

letter(holds) := "T" if holds

letter(holds) := "F" if not holds

some_of(letters) := "T" if "T" in letters

else := "U" if "U" in letters

else := "F"

all_of(letters) := "F" if "F" in letters

else := "U" if "U" in letters

else := "T"

opposite := {"T": "F", "F": "T", "U": "U"}

default results := []

results := input.observations if is_array(input.observations)

default exposures := []

exposures := input.medications if is_array(input.medications)

newest(test) := max([[seen.date, seen.value, seen.unit] | some seen in results; seen.code == test; seen.date <= as_of])

value_ever(test) := value if {
	value := newest(test)[1]
	value != null
}

value_now(test) := value if {
	seen := newest(test)
	seen[0] >= weeks4
	value := seen[1]
	value != null
}

completed_years(birth) := 2026 - to_number(substring(birth, 0, 4)) if substring(birth, 5, 5) <= "11-01"

else := 2025 - to_number(substring(birth, 0, 4))

default i1 := "U"

i1 := letter(completed_years(input.birth_date) in numbers.range(18, 65)) if is_string(input.birth_date)

default i2 := "U"

i2 := some_of([letter(startswith(found.code, "M32")) | some found in input.conditions]) if is_array(input.conditions)

fits(biopsy) := "F" if biopsy.date < year

else := "F" if biopsy.date > as_of

else := "U" if biopsy["class"] == null

else := letter(biopsy["class"] in proliferative)

default i3 := "U"

i3 := some_of([fits(biopsy) | some biopsy in input.biopsies]) if is_array(input.biopsies)

grams := value_now("upcr") / 1000 if newest("upcr")[2] == "mg/g"

else := value_now("upcr")

default i4 := "U"

i4 := letter(grams >= 1)

default i5 := "U"

i5 := letter(value_now("sledai2k") >= 8)

reason(taken) := letter(taken.stop_reason in unsuccessful) if taken.stop_reason

else := "U"

long(taken) := "U" if taken.start == null

else := letter(time.parse_ns("2006-01-02", taken.end) - time.parse_ns("2006-01-02", taken.start) >= twelve_weeks)

ended contains [taken.drug, all_of([reason(taken), long(taken)])] if {
	some taken in exposures
	taken.drug in immunosuppressants
	taken.end
}

surely_failed := {pair[0] | some pair in ended; pair[1] == "T"}

perhaps_failed := {pair[0] | some pair in ended; pair[1] != "F"}

default i6 := "U"

i6 := "U" if not is_array(input.medications)

else := "T" if count(surely_failed) >= 2

else := "F" if count(perhaps_failed) < 2

default i7 := "U"

i7 := "U" if not is_array(input.medications)

else := "T" if count(surely_failed & standard) > 0

else := "F" if count(perhaps_failed & standard) == 0

runs(taken) := "F" if not taken.drug in glucocorticoids

else := "F" if taken.end < as_of

else := "U" if taken.start == null

else := letter(taken.start <= as_of)

default i8 := "U"

i8 := some_of([runs(taken) | some taken in exposures]) if is_array(input.medications)

default i9 := "U"

i9 := letter(value_now("egfr") >= 30)

default i10 := "U"

i10 := letter(value_now("anc") >= 1000)

default i11 := "U"

i11 := letter(value_now("platelets") >= 50)

default i12 := "U"

i12 := letter(input.consent) if is_boolean(input.consent)

default e1 := "U"

e1 := letter(value_ever("hiv") == 1)

default e2 := "U"

e2 := letter(value_ever("hbsag") == 1)

default female := "U"

female := letter(input.sex == "F") if is_string(input.sex)

default pregnant := "U"

pregnant := letter(input.pregnant) if is_boolean(input.pregnant)

default e4 := "U"

e4 := letter(value_ever("lvef") < 45)

default e5 := "U"

e5 := letter(value_now("spo2") < 92)

since(taken, drug, day) := "F" if taken.drug != drug

else := letter(taken.end >= day) if taken.end

else := "T"

exposed(drug, day) := "U" if not is_array(input.medications)

else := some_of([since(taken, drug, day) | some taken in exposures])

cancer(found) := "F" if not startswith(found.code, "C")

else := "T" if found.resolved >= years5

else := "U" if found.onset == null

else := letter(found.onset >= years5)

default e8 := "U"

e8 := some_of([cancer(found) | some found in input.conditions]) if is_array(input.conditions)

default e9 := "U"

e9 := some_of([letter(startswith(taken.drug, "cart_")) | some taken in exposures]) if is_array(input.medications)

default e10 := "U"

e10 := letter(value_now("alt") > 120)

outcomes := concat("", [
	i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12,
	e1, e2, all_of([female, pregnant]), e4, e5, exposed("rituximab", days180), exposed("cyclophosphamide", weeks4),
	e8, e9, e10,
])
