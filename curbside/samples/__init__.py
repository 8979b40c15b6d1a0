"""The sample corpus: invented questions, askers and doctors, medically sound but not advice."""
