"""What each voice says: for every kind of utterance, forms to be filled with facts.

Texts only, one voice a file. How a form is chosen and filled stands in
`negotiator.counterparts.voice`. No form may state a fact that it is not given.
"""
